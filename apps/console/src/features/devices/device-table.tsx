import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody } from '#libs/contracts/http';
import { CertificateTruth, ConnectionTruth, FreshnessTruth, LifecycleTruth } from './truths';

/** Rows that stand for the first screen while it loads. */
const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

interface DeviceTableProps {
  readonly devices: readonly DeviceBody[];
  /** The next page is on its way, and this is not it. */
  readonly isOfPageBefore: boolean;
  readonly link: DeviceLink;
}

/** Leads to the page of a device, whatever stands in it. */
export type DeviceLink = (props: { readonly id: string; readonly children: ReactNode }) => ReactNode;

/** Devices with the four truths of each: connection, last sign of life, certificate, lifecycle. */
export function DeviceTable({ devices, isOfPageBefore, link }: DeviceTableProps) {
  return (
    <table className="table" aria-busy={isOfPageBefore}>
      <Head />
      <tbody>
        {devices.map((device) => (
          <Row key={device.id} device={device} link={link} />
        ))}
      </tbody>
    </table>
  );
}

export function DeviceTableSkeleton() {
  return (
    <table className="table" aria-hidden="true">
      <Head />
      <tbody>
        {SKELETON_ROWS.map((row) => (
          <tr key={row}>
            <td colSpan={6}>
              <Skeleton height={14} my={3} radius={2} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{t('devices.column.device')}</th>
        <th scope="col">{t('devices.column.connection')}</th>
        <th scope="col">{t('devices.column.lastSeen')}</th>
        <th scope="col">{t('devices.column.certificate')}</th>
        <th scope="col">{t('devices.column.lifecycle')}</th>
        <th scope="col">{t('devices.column.organization')}</th>
      </tr>
    </thead>
  );
}

function Row({ device, link: Link }: { readonly device: DeviceBody; readonly link: DeviceLink }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        <span className="device-name">
          <Link id={device.id}>{device.name}</Link>
        </span>
        {device.serialNumber !== device.name && <span className="mono dimmed">{device.serialNumber}</span>}
      </th>
      <td data-label={t('devices.column.connection')}>
        <ConnectionTruth {...device.connectivity} />
      </td>
      <td data-label={t('devices.column.lastSeen')}>
        <FreshnessTruth {...device} />
      </td>
      <td data-label={t('devices.column.certificate')}>
        <CertificateTruth {...device.certificate} />
      </td>
      <td data-label={t('devices.column.lifecycle')}>
        <LifecycleTruth lifecycle={device.lifecycle} />
      </td>
      <td data-label={t('devices.column.organization')}>{device.organizationName}</td>
    </tr>
  );
}
