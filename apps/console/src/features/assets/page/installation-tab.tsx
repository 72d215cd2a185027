import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { When } from '../../../ui/when';
import { installationsQuery } from '../requests';
import { Fact } from './fact';
import { InstallDialog } from './install-dialog';
import { TakeOffDialog } from './take-off-dialog';

/** Leads to the page of a device, whatever stands in it. */
export type DeviceLink = (props: { readonly id: string; readonly children: ReactNode }) => ReactNode;

interface InstallationTabProps {
  readonly asset: AssetDetailsBody;
  readonly deviceLink: DeviceLink;
}

/** Which device is on the asset, where it stands, and what was on it before (R0-24, R0-25). */
export function InstallationTab({ asset, deviceLink: DeviceLink }: InstallationTabProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'install' | 'take-off'>();
  const [device] = asset.devices;
  const { site } = asset;
  const mayInstall = asset.may.includes('asset.install');
  const close = () => setDialog(undefined);
  return (
    <>
      <Panel
        title={t('asset.installation')}
        aside={
          mayInstall && (
            <Button
              variant={device ? 'default' : 'filled'}
              size="xs"
              onClick={() => setDialog(device ? 'take-off' : 'install')}
            >
              {t(device ? 'asset.takeOff' : 'asset.install')}
            </Button>
          )
        }
      >
        <dl className="facts">
          <Fact name={t('asset.device')}>
            {device ? (
              <>
                <DeviceLink id={device.id}>{device.name}</DeviceLink>{' '}
                {device.name !== device.serialNumber && <span className="mono dimmed">{device.serialNumber}</span>}
              </>
            ) : (
              <span className="dimmed">{t('asset.noDevice')}</span>
            )}
          </Fact>
          <Fact name={t('asset.site')}>
            {site ? (
              <>
                {site.name} {site.address !== null && <span className="dimmed">{site.address}</span>}
              </>
            ) : (
              <span className="dimmed">{t('asset.noSite')}</span>
            )}
          </Fact>
        </dl>
      </Panel>
      <Panel title={t('asset.installations')}>
        <History id={asset.id} deviceLink={DeviceLink} />
      </Panel>
      {dialog === 'install' && <InstallDialog asset={asset} onClose={close} />}
      {dialog === 'take-off' && device && <TakeOffDialog asset={asset} device={device} onClose={close} />}
    </>
  );
}

function History({ id, deviceLink: DeviceLink }: { readonly id: string; readonly deviceLink: DeviceLink }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(installationsQuery(id));
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={80} radius={2} />}
      isEmpty={(data) => itemsOf(data).length === 0}
      empty={<p className="dimmed">{t('asset.neverInstalled')}</p>}
    >
      {(data) => (
        <>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('asset.device')}</th>
                <th scope="col">{t('asset.since')}</th>
                <th scope="col">{t('asset.until')}</th>
              </tr>
            </thead>
            <tbody>
              {itemsOf(data).map(({ id: key, device, installedAt, removedAt }) => (
                <tr key={key}>
                  <th scope="row" className="mono">
                    <DeviceLink id={device.id}>{device.serialNumber}</DeviceLink>
                  </th>
                  <td data-label={t('asset.since')}>
                    <When at={installedAt} />
                  </td>
                  <td data-label={t('asset.until')}>
                    {removedAt === null ? t('asset.still') : <When at={removedAt} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Older query={query} />
        </>
      )}
    </RemoteView>
  );
}
