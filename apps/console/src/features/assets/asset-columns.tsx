import type { TFunction } from 'i18next';
import { type AssetBody, assetConnection } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import { When } from '../../ui/when';
import { SEARCHED } from './search';
import { AssetConnection, Warranty } from './states';

const text = (name: string) => ({ kind: 'text', name, maxLength: SEARCHED }) as const;

/** Columns of the list of assets that are drawn in a way of their own; the platform knows some more. */
export function assetColumns(t: TFunction): readonly DataColumn<AssetBody>[] {
  return [
    {
      id: 'label',
      header: t('assets.column.asset'),
      cell: ({ label }) => <strong className="asset-label">{label}</strong>,
      sort: 'name',
      search: text('name'),
    },
    { id: 'kind', header: t('assets.column.kind'), cell: ({ kind }) => kind, search: text('kind') },
    { id: 'model', header: t('assets.column.model'), cell: ({ model }) => model, search: text('model') },
    {
      id: 'modelNumber',
      header: t('assets.field.modelNumber'),
      cell: ({ modelNumber }) => <span className="mono">{modelNumber}</span>,
      search: text('modelNumber'),
    },
    {
      id: 'serialNumber',
      header: t('assets.column.serialNumber'),
      cell: ({ serialNumber }) => <span className="mono">{serialNumber}</span>,
      sort: 'serialNumber',
      search: text('serialNumber'),
    },
    {
      id: 'externalId',
      header: t('assets.column.externalId'),
      cell: ({ externalId }) => <span className="mono">{externalId}</span>,
      search: text('externalId'),
    },
    {
      id: 'organizationName',
      header: t('assets.column.organization'),
      cell: ({ organizationName }) => organizationName,
    },
    {
      id: 'connection',
      header: t('assets.column.connection'),
      cell: (asset) => <AssetConnection {...asset} />,
      search: {
        kind: 'choice',
        name: 'connection',
        options: assetConnection.options.map((value) => ({ value, label: t(`assets.connection.${value}`) })),
      },
    },
    {
      id: 'devices.serialNumber',
      header: t('assets.column.device'),
      cell: ({ devices: [device] }) =>
        device ? (
          <span className="mono">{device.serialNumber}</span>
        ) : (
          <span className="dimmed">{t('assets.noDevice')}</span>
        ),
      search: {
        kind: 'choice',
        name: 'installed',
        options: [
          { value: 'true', label: t('assets.withDevice') },
          { value: 'false', label: t('assets.withoutDevice') },
        ],
      },
    },
    {
      id: 'createdAt',
      header: t('assets.column.created'),
      cell: ({ createdAt }) => <When at={createdAt} precision="day" />,
      sort: 'createdAt',
    },
    {
      id: 'warrantyEnd',
      header: t('assets.column.warranty'),
      cell: (asset) => (asset.warrantyState === 'none' ? <span className="dimmed">–</span> : <Warranty {...asset} />),
      sort: 'warrantyEnd',
      search: {
        kind: 'choice',
        name: 'warranty',
        options: (['active', 'ended', 'none'] as const).map((value) => ({
          value,
          label: t(`assets.warrantyOnly.${value}`),
        })),
      },
    },
  ];
}
