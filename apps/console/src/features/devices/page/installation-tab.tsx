import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceDetailsBody } from '#libs/contracts/http';
import { Panel } from '../../../ui/panel';
import { StateMark } from '../../../ui/state-mark';
import { Day } from '../../../ui/when';
import { InstallationHistory, TransferHistory } from './installation-history';
import { RemovalDialog } from './removal-dialog';
import { ReplacementDialog } from './replacement-dialog';

/** Leads to the page of an asset, whatever stands in it. */
export type AssetLink = (props: { readonly id: string; readonly children: ReactNode }) => ReactNode;

interface InstallationTabProps {
  readonly device: DeviceDetailsBody;
  readonly assetLink: AssetLink;
  /** Chooses an asset to install the device on (R0-25). */
  readonly onInstall: () => void;
  /** Leads to the device that took the place. */
  readonly onReplaced: (deviceId: string) => void;
}

/** What the device is on, where it stands, under which contract, and whose it was. */
export function InstallationTab({ device, assetLink: AssetLink, onInstall, onReplaced }: InstallationTabProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'removal' | 'replacement'>();
  const { asset, site, contract, may, lifecycle } = device;
  const close = () => setDialog(undefined);
  return (
    <>
      <Panel
        title={t('device.installation')}
        aside={
          <span className="buttons">
            {asset && may.includes('asset.install') && (
              <Button variant="default" size="xs" onClick={() => setDialog('removal')}>
                {t('device.remove')}
              </Button>
            )}
            {!asset && may.includes('asset.install') && lifecycle !== 'retired' && (
              <Button size="xs" onClick={onInstall}>
                {t('assets.install')}
              </Button>
            )}
            {may.includes('device.replace') && lifecycle !== 'retired' && (
              <Button variant="default" size="xs" onClick={() => setDialog('replacement')}>
                {t('device.replaceVerb')}
              </Button>
            )}
          </span>
        }
      >
        <dl className="facts">
          <Fact name={t('device.asset')}>
            {asset ? (
              <>
                <AssetLink id={asset.id}>
                  {asset.model} {asset.modelNumber}
                </AssetLink>{' '}
                <span className="mono">{asset.serialNumber}</span>
              </>
            ) : (
              <span className="dimmed">{t('device.onNothing')}</span>
            )}
          </Fact>
          <Fact name={t('device.site')}>
            {site ? (
              <>
                {site.name} {site.address && <span className="dimmed">{site.address}</span>}
              </>
            ) : (
              <span className="dimmed">{t('device.nowhere')}</span>
            )}
          </Fact>
          <Fact name={t('device.contract')}>
            {contract ? (
              <>
                <Day date={contract.startDate} /> – <Day date={contract.endDate} />{' '}
                <span className="dimmed">{t('common.months', { count: contract.leaseMonths })}</span>
              </>
            ) : (
              <span className="dimmed">{t('device.noContract')}</span>
            )}
          </Fact>
          <Fact name={t('device.nameInSystem')}>
            <SystemName device={device} />
          </Fact>
        </dl>
      </Panel>
      <Panel title={t('device.installations')}>
        <InstallationHistory id={device.id} />
      </Panel>
      <Panel title={t('device.transfers')}>
        <TransferHistory id={device.id} />
      </Panel>
      {dialog === 'removal' && <RemovalDialog device={device} onClose={close} />}
      {dialog === 'replacement' && <ReplacementDialog device={device} onReplaced={onReplaced} onClose={close} />}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What is set on the device, beside what it should be. */
function SystemName({ device }: { readonly device: DeviceDetailsBody }) {
  const { t } = useTranslation();
  const { systemName, systemNameMatches, systemNameTemplate } = device;
  if (systemName === null) return <span className="dimmed">{t('device.noSystemName', { systemNameTemplate })}</span>;
  return (
    <>
      <span className="mono">{systemName}</span>{' '}
      {systemNameMatches === false && (
        <StateMark shape="triangle" tone="warn">
          {t('device.systemNameDiffers', { systemNameTemplate })}
        </StateMark>
      )}
    </>
  );
}
