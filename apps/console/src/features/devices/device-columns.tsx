import type { TFunction } from 'i18next';
import {
  certificateState,
  connectivityState,
  type DeviceBody,
  deviceFreshness,
  deviceLifecycle,
  TAG_CHARACTERS,
} from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import { When } from '../../ui/when';
import { deviceModelsQuery } from './requests';
import { SEARCHED } from './search';
import { CertificateTruth, ConnectionTruth, FreshnessTruth, LifecycleTruth } from './truths';

/** Columns of the list of devices that are drawn in a way of their own; the platform knows some more. */
export function deviceColumns(t: TFunction): readonly DataColumn<DeviceBody>[] {
  return [
    {
      id: 'serialNumber',
      header: t('devices.column.serialNumber'),
      cell: ({ serialNumber }) => <span className="mono">{serialNumber}</span>,
      sort: 'serialNumber',
      search: { kind: 'text', name: 'serialNumber', maxLength: SEARCHED },
    },
    {
      id: 'name',
      header: t('devices.column.name'),
      cell: ({ name }) => <strong>{name}</strong>,
      sort: 'name',
      search: { kind: 'text', name: 'name', maxLength: SEARCHED },
    },
    {
      id: 'type',
      header: t('devices.column.model'),
      cell: ({ type }) => type,
      search: { kind: 'loaded', name: 'model', choices: deviceModelsQuery },
    },
    {
      id: 'macAddress',
      header: t('devices.column.macAddress'),
      cell: ({ macAddress }) => <span className="mono">{macAddress}</span>,
      search: { kind: 'text', name: 'macAddress', maxLength: SEARCHED },
    },
    {
      id: 'organizationName',
      header: t('devices.column.organization'),
      cell: ({ organizationName }) => organizationName,
      sort: 'organizationName',
    },
    {
      id: 'tags',
      header: t('devices.column.tags'),
      cell: ({ tags }) => (
        <span className="device-tags">
          {tags.map((tag) => (
            <span key={tag} className="device-tag">
              {tag}
            </span>
          ))}
        </span>
      ),
      search: { kind: 'text', name: 'tag', maxLength: TAG_CHARACTERS },
    },
    {
      id: 'lifecycle',
      header: t('devices.column.lifecycle'),
      cell: ({ lifecycle }) => <LifecycleTruth lifecycle={lifecycle} />,
      search: {
        kind: 'choice',
        name: 'lifecycle',
        isMany: true,
        options: deviceLifecycle.options.map((value) => ({ value, label: t(`devices.lifecycle.${value}`) })),
      },
    },
    {
      id: 'connectivity.state',
      header: t('devices.column.connection'),
      cell: ({ connectivity }) => <ConnectionTruth {...connectivity} />,
      search: {
        kind: 'choice',
        name: 'connectivity',
        isMany: true,
        options: connectivityState.options.map((value) => ({ value, label: t(`devices.connection.${value}`) })),
      },
    },
    {
      id: 'connectivity.lastSeenAt',
      header: t('devices.column.lastSeen'),
      cell: (device) => <FreshnessTruth {...device} />,
      sort: 'lastSeenAt',
      search: {
        kind: 'choice',
        name: 'freshness',
        isMany: true,
        options: deviceFreshness.options.map((value) => ({ value, label: t(`devices.freshness.${value}`) })),
      },
    },
    {
      id: 'certificate.state',
      header: t('devices.column.certificate'),
      cell: ({ certificate }) => <CertificateTruth {...certificate} />,
      sort: 'certificateNotAfter',
      search: {
        kind: 'choice',
        name: 'certificate',
        isMany: true,
        options: certificateState.options.map((value) => ({ value, label: t(`devices.certificateIs.${value}`) })),
      },
    },
    {
      id: 'createdAt',
      header: t('devices.column.registered'),
      cell: ({ createdAt }) => <When at={createdAt} precision="day" />,
      sort: 'createdAt',
    },
  ];
}
