import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { SiteBody } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import { When } from '../../ui/when';
import { AccessMark } from './access-mark';
import { SEARCHED } from './search';

/** Columns of the list of sites that are drawn in a way of their own; the platform knows some more. */
export function siteColumns(
  t: TFunction,
  linkToDevices: (site: SiteBody, words: ReactNode) => ReactNode,
  linkToAssets: (site: SiteBody, words: ReactNode) => ReactNode,
): readonly DataColumn<SiteBody>[] {
  return [
    {
      id: 'name',
      header: t('sites.column.name'),
      cell: ({ name }) => <strong>{name}</strong>,
      sort: 'name',
      search: { kind: 'text', name: 'q', maxLength: SEARCHED },
    },
    {
      id: 'address',
      header: t('sites.column.address'),
      cell: ({ address }) => address ?? '',
      search: { kind: 'text', name: 'address', maxLength: SEARCHED },
    },
    {
      id: 'organizationName',
      header: t('sites.column.organization'),
      cell: ({ organizationName }) => organizationName,
    },
    {
      id: 'access',
      header: t('sites.column.access'),
      cell: ({ access }) => <AccessMark access={access} />,
      search: {
        kind: 'choice',
        name: 'shared',
        options: [
          { value: 'false', label: t('sites.own') },
          { value: 'true', label: t('sites.shared') },
        ],
      },
    },
    {
      id: 'devices',
      header: t('sites.column.devices'),
      cell: (site) => linkToDevices(site, site.devices),
      isNumber: true,
      isPressed: true,
    },
    {
      id: 'assets',
      header: t('sites.column.assets'),
      cell: (site) => linkToAssets(site, site.assets),
      isNumber: true,
      isPressed: true,
    },
    {
      id: 'createdAt',
      header: t('sites.column.made'),
      cell: ({ createdAt }) => <When at={createdAt} precision="day" />,
      sort: 'createdAt',
    },
  ];
}
