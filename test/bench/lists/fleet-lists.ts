import { deviceSort } from '#libs/contracts/http';
import type { List } from './list-times.js';
import type { SeededFleet } from './seed-fleet.js';

const sorts = deviceSort.options;

const filters = [
  ...['registered', 'active', 'suspended', 'retired'].map((state) => `lifecycle=${state}`),
  ...['connected', 'disconnected', 'never'].map((state) => `connectivity=${state}`),
  ...['fresh', 'stale', 'silent'].map((state) => `freshness=${state}`),
  ...['none', 'valid', 'expiring', 'expired', 'revoked'].map((state) => `certificate=${state}`),
  'installed=true',
  'installed=false',
  'assignment=assigned',
  'assignment=unassigned',
  'lifecycle=active&connectivity=disconnected&certificate=expiring',
  'connectivity=disconnected&connectivity=never',
  'certificate=expired&certificate=revoked&certificate=none',
  'model=Gateway',
  'model=Sensor',
];

/** Beginnings all, many, some, one and none of the devices have, in each field. */
const searches = [
  'q=SN-',
  'q=SN-0005',
  'q=SN-00050',
  'q=SN-000500123',
  'q=1600xp',
  'q=00c0b7',
  'q=00:C0:B7:0',
  'q=nothing-begins-so',
  'serialNumber=sn-0009',
  'name=2033g',
  'macAddress=00-c0-b7',
  'name=1600xp&serialNumber=SN-00099',
];

/** What is found of them, counted. */
const counts = [
  '',
  '&certificate=revoked',
  '&connectivity=disconnected&certificate=expired',
  '&model=Gateway',
  '&q=SN-0005',
].map((query) => `/devices?count=true${query}`);

const assetSorts = [
  'name',
  '-name',
  'serialNumber',
  '-serialNumber',
  'createdAt',
  '-createdAt',
  'warrantyEnd',
  '-warrantyEnd',
];

const assetFilters = [
  ...['new', 'proposed', 'linked', 'connected'].map((state) => `connection=${state}`),
  'installed=true',
  'installed=false',
  ...['active', 'ended', 'none'].map((state) => `warranty=${state}`),
  'q=16',
  'q=1600xp',
  'q=1600050012',
  'q=nothing-begins-so',
  'serialNumber=160009',
  'externalId=ERP-5',
  'modelNumber=2033g',
];

const otherLists = [
  '/sites',
  '/sites?sort=-createdAt',
  '/sites?q=site+77',
  '/sites?address=77+mill',
  '/contracts',
  '/contracts?sort=-endDate',
  '/contracts?state=active',
  '/contracts?state=ending',
  '/contracts?endsWithin=120',
  '/proposals',
  '/organizations',
];

/** Every sort, filter and search that is offered of the devices of one large customer, as four kinds of people see them. */
export function fleetLists(seeded: SeededFleet): readonly List[] {
  const { operatorToken, providerToken, customerToken, guestToken, siteId } = seeded;
  const of = (who: string, token: string, paths: readonly string[]) =>
    paths.map((path) => ({ name: `${path.replace(siteId, '{site}')} as ${who}`, path, token }));
  const devices = ['', ...filters, ...searches, `siteId=${siteId}`].flatMap((query) =>
    sorts.map((sort) => `/devices?sort=${sort}${query && `&${query}`}`),
  );
  const assets = ['', ...assetFilters].flatMap((query) =>
    assetSorts.map((sort) => `/assets?sort=${sort}${query && `&${query}`}`),
  );
  const few = [
    '/devices',
    '/devices?limit=200',
    '/devices?connectivity=never&sort=createdAt',
    '/devices?q=SN-000500123',
    '/devices?q=nothing-begins-so',
    '/fleet/summary',
    '/locations',
    '/locations?bbox=20,40,45,60&zoom=6',
  ];
  return [
    ...of('customer', customerToken, [...assets, ...otherLists]),
    ...of('provider', providerToken, ['/assets', '/assets?q=1600050012', '/assets?connection=new', ...otherLists]),
    ...of('customer', customerToken, [...devices, ...counts, '/devices?limit=200', '/fleet/summary', '/locations']),
    ...of('provider', providerToken, few),
    ...of('operator', operatorToken, few),
    ...of('guest of 20 sites', guestToken, few),
  ];
}
