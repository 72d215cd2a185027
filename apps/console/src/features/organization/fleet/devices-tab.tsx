import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { RowMenu } from '../../../ui/row-menu';
import { StateMark } from '../../../ui/state-mark';
import { Ago } from '../../../ui/when';
import { useLinks } from '../links';
import type { PartProps } from '../part';
import { devicesQuery } from './requests';

const looks = { connected: ['disc', 'ok'], disconnected: ['ring', 'warn'], never: ['dots', 'unknown'] } as const;

interface DevicesTabProps extends PartProps {
  /** Asks on which of its assets a device is mounted. */
  readonly installDialog: (device: DeviceBody, onClose: () => void) => ReactNode;
}

/** The devices of the organization: those that wait to be installed, and those on an asset (R0-25). */
export function DevicesTab({ organization, installDialog }: DevicesTabProps) {
  const { t } = useTranslation();
  const { Devices } = useLinks();
  const { id, kind, may } = organization;
  const [installing, setInstalling] = useState<DeviceBody>();
  const mayInstall = kind === 'customer' && may.includes('asset.install');
  const all = <Devices id={id}>{t('organization.allDevices')}</Devices>;
  return (
    <>
      <DeviceList
        organizationId={id}
        isInstalled={false}
        title={t(kind === 'customer' ? 'organization.uninstalled' : 'organization.stock')}
        empty={t(kind === 'customer' ? 'organization.noneUninstalled' : 'organization.noStock')}
        aside={all}
        onInstall={mayInstall ? setInstalling : undefined}
      />
      {kind === 'customer' && (
        <DeviceList
          organizationId={id}
          isInstalled
          title={t('organization.installed')}
          empty={t('organization.noneInstalled')}
          onInstall={undefined}
        />
      )}
      {installing && installDialog(installing, () => setInstalling(undefined))}
    </>
  );
}

interface DeviceListProps {
  readonly organizationId: string;
  readonly isInstalled: boolean;
  readonly title: string;
  readonly empty: string;
  readonly aside?: ReactNode;
  readonly onInstall: ((device: DeviceBody) => void) | undefined;
}

function DeviceList({ organizationId, isInstalled, title, empty, aside, onInstall }: DeviceListProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(devicesQuery(organizationId, isInstalled));
  return (
    <Panel title={title} aside={aside}>
      <RemoteView
        query={query}
        loading={<Skeleton height={120} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={<p className="dimmed">{empty}</p>}
      >
        {(data) => (
          <>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('organization.column.device')}</th>
                  <th scope="col">{t('organization.column.type')}</th>
                  <th scope="col">{t('organization.column.connection')}</th>
                  <th scope="col">{t('organization.column.lastSeen')}</th>
                  {onInstall && (
                    <th scope="col">
                      <span className="away">{t('organization.column.actions')}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {itemsOf(data).map((device) => (
                  <Row key={device.id} device={device} onInstall={onInstall} />
                ))}
              </tbody>
            </table>
            <Older query={query} label={t('organization.more')} />
          </>
        )}
      </RemoteView>
    </Panel>
  );
}

function Row({ device, onInstall }: { readonly device: DeviceBody } & Pick<DeviceListProps, 'onInstall'>) {
  const { t } = useTranslation();
  const { Device } = useLinks();
  const { id, name, serialNumber, type, connectivity } = device;
  const [shape, tone] = looks[connectivity.state];
  return (
    <tr>
      <th scope="row">
        <span className="person-name">
          <Device id={id}>{name}</Device>
        </span>{' '}
        {name !== serialNumber && <span className="mono dimmed">{serialNumber}</span>}
      </th>
      <td data-label={t('organization.column.type')}>{type}</td>
      <td data-label={t('organization.column.connection')}>
        <StateMark shape={shape} tone={tone}>
          {t(`devices.connection.${connectivity.state}`)}
        </StateMark>
      </td>
      <td data-label={t('organization.column.lastSeen')}>
        {connectivity.lastSeenAt === null ? (
          <span className="dimmed">{t('organization.never')}</span>
        ) : (
          <Ago at={connectivity.lastSeenAt} />
        )}
      </td>
      {onInstall && (
        <td className="row-end">
          <RowMenu
            label={t('organization.actionsOf', { name })}
            items={[{ word: t('organization.install'), onChoose: () => onInstall(device) }]}
          />
        </td>
      )}
    </tr>
  );
}
