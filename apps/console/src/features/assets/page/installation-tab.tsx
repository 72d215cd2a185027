import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { GrowingTable } from '../../../ui/growing-table';
import { Panel } from '../../../ui/panel';
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
              {t(device ? 'asset.takeOff' : 'assets.install')}
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
  return (
    <GrowingTable
      query={useInfiniteQuery(installationsQuery(id))}
      rowKey={(installation) => installation.id}
      columns={[
        {
          header: t('asset.device'),
          isMono: true,
          cell: ({ device }) => <DeviceLink id={device.id}>{device.serialNumber}</DeviceLink>,
        },
        { header: t('asset.since'), cell: ({ installedAt }) => <When at={installedAt} /> },
        {
          header: t('asset.until'),
          cell: ({ removedAt }) => (removedAt === null ? t('asset.still') : <When at={removedAt} />),
        },
      ]}
      height={80}
      empty={t('asset.neverInstalled')}
    />
  );
}
