import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeviceDetailsBody } from '#libs/contracts/http';
import { When } from '../../../ui/when';
import { CertificateTruth, ConnectionTruth, FreshnessTruth, LifecycleTruth } from '../truths';
import { DeviceTags } from './device-tags';

interface DeviceHeadProps {
  readonly device: DeviceDetailsBody;
  /** Since when nothing came, milliseconds since 1970. */
  readonly lostSince: number | undefined;
}

/** The name of a device and its four truths in one line; gray as soon as they may be old. */
export function DeviceHead({ device, lostSince }: DeviceHeadProps) {
  const { t } = useTranslation();
  const { name, serialNumber, macAddress, type, organizationName } = device;
  return (
    <header className="device-head">
      <h1 id="page-title">{name}</h1>
      <p className="device-plate dimmed">
        <span>{type}</span>
        <span className="mono">{serialNumber}</span>
        <span className="mono">{macAddress}</span>
        <span>{organizationName}</span>
      </p>
      <DeviceTags device={device} />
      {lostSince !== undefined && (
        <p className="notice notice-line" data-tone="warn" role="status">
          <span>
            {t('common.lostSince')} <When at={new Date(lostSince).toISOString()} precision="second" />
          </span>
          <span className="dimmed">{t('common.lostNext')}</span>
        </p>
      )}
      <ul className="truths" aria-label={t('device.truths')} data-old={lostSince !== undefined}>
        <li>
          <ConnectionTruth {...device.connectivity} />
        </li>
        <li>
          <FreshnessTruth {...device} label={t('devices.column.lastSeen')} />
        </li>
        <li>
          <CertificateTruth {...device.certificate} label={t('device.certificate')} />
        </li>
        <li>
          <LifecycleTruth {...device} />
        </li>
      </ul>
      {device.connectivity.state === 'disconnected' && device.connectivity.detail && (
        <p className="dimmed">{device.connectivity.detail}</p>
      )}
    </header>
  );
}

export function DeviceHeadSkeleton() {
  return (
    <div className="device-head">
      <Skeleton height={27} width={240} radius={2} />
      <Skeleton height={18} width={320} radius={2} />
      <Skeleton height={20} width="min(560px, 100%)" radius={2} />
    </div>
  );
}
