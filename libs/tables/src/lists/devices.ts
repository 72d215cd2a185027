import type { DeviceBody, DeviceQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/**
 * A column more: the item (contracts/http/device.ts), its value (devices/list/device-rows.query.ts and device-list.ts, the api's
 * devices/device-body.ts), and here; in the console's own list, features/devices/device-columns.tsx, and its header
 * `devices.column.…` in both languages (locales/en and pl, devices.json).
 */
export const deviceColumns = [
  {
    key: 'serialNumber',
    label: { en: 'Serial number', pl: 'Numer seryjny' },
    type: 'text',
    isVisible: true,
    sort: 'serialNumber',
    search: 'serialNumber',
  },
  { key: 'name', label: { en: 'Name', pl: 'Nazwa' }, type: 'text', isVisible: true, sort: 'name', search: 'name' },
  { key: 'type', label: { en: 'Model', pl: 'Model' }, type: 'text', isVisible: true, search: 'model' },
  {
    key: 'macAddress',
    label: { en: 'MAC address', pl: 'Adres MAC' },
    type: 'text',
    isVisible: true,
    search: 'macAddress',
  },
  { key: 'tags', label: { en: 'Tags', pl: 'Etykiety' }, type: 'text', isVisible: false, search: 'tag' },
  {
    key: 'organizationName',
    label: { en: 'Organization', pl: 'Organizacja' },
    type: 'text',
    isVisible: true,
    sort: 'organizationName',
  },
  {
    key: 'lifecycle',
    label: { en: 'Lifecycle', pl: 'Stan' },
    type: 'choice',
    isVisible: true,
    search: 'lifecycle',
  },
  {
    key: 'connectivity.state',
    label: { en: 'Connection', pl: 'Połączenie' },
    type: 'choice',
    isVisible: true,
    search: 'connectivity',
  },
  {
    key: 'connectivity.lastSeenAt',
    label: { en: 'Last seen', pl: 'Ostatnio widziane' },
    type: 'instant',
    isVisible: true,
    sort: 'lastSeenAt',
    search: 'freshness',
  },
  {
    key: 'connectivity.since',
    label: { en: 'Connection since', pl: 'Połączenie od' },
    type: 'instant',
    isVisible: false,
  },
  {
    key: 'connectivity.cause',
    label: { en: 'Cause of disconnection', pl: 'Przyczyna rozłączenia' },
    type: 'choice',
    isVisible: false,
  },
  {
    key: 'connectivity.detail',
    label: { en: 'Cause in words', pl: 'Przyczyna słownie' },
    type: 'text',
    isVisible: false,
  },
  {
    key: 'certificate.state',
    label: { en: 'Certificate', pl: 'Certyfikat' },
    type: 'choice',
    isVisible: true,
    search: 'certificate',
  },
  {
    key: 'certificate.notAfter',
    label: { en: 'Certificate until', pl: 'Certyfikat do' },
    type: 'instant',
    isVisible: false,
    sort: 'certificateNotAfter',
  },
  {
    key: 'createdAt',
    label: { en: 'Registered', pl: 'Zarejestrowano' },
    type: 'instant',
    isVisible: true,
    sort: 'createdAt',
  },
  {
    key: 'organizationId',
    label: { en: 'Organization UUID', pl: 'UUID organizacji' },
    type: 'text',
    isVisible: false,
    search: 'organizationId',
  },
  {
    key: 'siteId',
    label: { en: 'Site UUID', pl: 'UUID lokalizacji' },
    type: 'text',
    isVisible: false,
    search: 'siteId',
  },
  { key: 'id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<DeviceBody, DeviceQuery>[];
