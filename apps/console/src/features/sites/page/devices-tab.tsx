import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody, SiteDetailsBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { siteDevicesQuery } from '../requests';
import { AssignDialog } from './assign-dialog';
import { TakeAwayDialog } from './take-away-dialog';

export interface DevicesTabProps {
  readonly site: SiteDetailsBody;
  /** How a device is connected, drawn. */
  readonly connectionOf: (device: DeviceBody) => ReactNode;
  readonly freshnessOf: (device: DeviceBody) => ReactNode;
  readonly linkTo: (device: DeviceBody, words: ReactNode) => ReactNode;
  readonly isAssigning: boolean;
  readonly onAssign: (isOpen: boolean) => void;
}

/** What stands at the site, and bringing more there. */
export function DevicesTab({ site, connectionOf, freshnessOf, linkTo, isAssigning, onAssign }: DevicesTabProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(siteDevicesQuery(site.id));
  const [leaving, setLeaving] = useState<DeviceBody>();
  // Whoever is let in by a share would lose sight of what they take away.
  const mayMove = site.access === 'own' && site.may.includes('device.edit');
  return (
    <Panel
      title={t('sites.devices.title')}
      aside={
        mayMove && (
          <Button size="xs" onClick={() => onAssign(true)}>
            {t('sites.devices.assign')}
          </Button>
        )
      }
    >
      <RemoteView
        query={query}
        loading={<Skeleton height={160} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={
          <div className="notice">
            <h2>{t('sites.devices.none')}</h2>
            <p>{t(mayMove ? 'sites.devices.noneNext' : 'sites.devices.noneOther')}</p>
          </div>
        }
      >
        {(data) => (
          <>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('sites.devices.device')}</th>
                  <th scope="col">{t('sites.devices.connection')}</th>
                  <th scope="col">{t('sites.devices.lastSeen')}</th>
                  {mayMove && <th scope="col" aria-label={t('sites.devices.take')} />}
                </tr>
              </thead>
              <tbody>
                {itemsOf(data).map((device) => (
                  <tr key={device.id}>
                    <th scope="row">
                      <span className="device-name">{linkTo(device, device.name)}</span>
                      {device.serialNumber !== device.name && (
                        <span className="mono dimmed">{device.serialNumber}</span>
                      )}
                    </th>
                    <td data-label={t('sites.devices.connection')}>{connectionOf(device)}</td>
                    <td data-label={t('sites.devices.lastSeen')}>{freshnessOf(device)}</td>
                    {mayMove && (
                      <td className="row-act">
                        <Button
                          variant="default"
                          size="compact-xs"
                          onClick={() => setLeaving(device)}
                          aria-label={t('sites.devices.takeNamed', { name: device.name })}
                        >
                          {t('sites.devices.take')}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
            <Older query={query} />
          </>
        )}
      </RemoteView>
      {isAssigning && mayMove && <AssignDialog site={site} onClose={() => onAssign(false)} />}
      {leaving && <TakeAwayDialog site={site} device={leaving} onClose={() => setLeaving(undefined)} />}
    </Panel>
  );
}
