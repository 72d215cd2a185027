import type { SiteBody, SiteQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/** What a column more needs says `libs/tables/README.md`. */
export const siteColumns = [
  { key: 'name', label: { en: 'Name', pl: 'Nazwa' }, type: 'text', isVisible: true, sort: 'name', search: 'q' },
  { key: 'address', label: { en: 'Address', pl: 'Adres' }, type: 'text', isVisible: true, search: 'address' },
  { key: 'organizationName', label: { en: 'Organization', pl: 'Organizacja' }, type: 'text', isVisible: true },
  { key: 'access', label: { en: 'Access', pl: 'Dostęp' }, type: 'choice', isVisible: true, search: 'shared' },
  { key: 'devices', label: { en: 'Devices', pl: 'Sterowniki' }, type: 'number', isVisible: true },
  { key: 'assets', label: { en: 'Assets', pl: 'Urządzenia' }, type: 'number', isVisible: true },
  { key: 'lat', label: { en: 'Latitude', pl: 'Szerokość geograficzna' }, type: 'number', isVisible: false },
  { key: 'lon', label: { en: 'Longitude', pl: 'Długość geograficzna' }, type: 'number', isVisible: false },
  { key: 'timeZone', label: { en: 'Time zone', pl: 'Strefa czasowa' }, type: 'text', isVisible: false },
  { key: 'createdAt', label: { en: 'Created', pl: 'Utworzono' }, type: 'instant', isVisible: true, sort: 'createdAt' },
  { key: 'updatedAt', label: { en: 'Changed', pl: 'Zmieniono' }, type: 'instant', isVisible: false },
  {
    key: 'organizationId',
    label: { en: 'Organization UUID', pl: 'UUID organizacji' },
    type: 'text',
    isVisible: false,
    search: 'organizationId',
  },
  { key: 'id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<SiteBody, SiteQuery>[];
