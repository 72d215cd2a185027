import type { OrganizationBody, OrganizationQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/**
 * What a column more needs says `libs/tables/README.md`; in the console it is features/dashboard/organization-columns.tsx.
 *
 * Registered machines (R3-10) are two numbers: `3/8` in one cell is a day to spreadsheets.
 */
export const organizationColumns = [
  { key: 'name', label: { en: 'Name', pl: 'Nazwa' }, type: 'text', isVisible: true, sort: 'name', search: 'q' },
  { key: 'kind', label: { en: 'Kind', pl: 'Rodzaj' }, type: 'choice', isVisible: false, search: 'kind' },
  {
    key: 'status',
    label: { en: 'Status', pl: 'Status' },
    type: 'choice',
    isVisible: true,
    sort: 'status',
    search: 'status',
  },
  {
    key: 'machines.linked',
    label: { en: 'Linked machines', pl: 'Maszyny powiązane' },
    type: 'number',
    isVisible: false,
  },
  {
    key: 'machines.total',
    label: { en: 'Registered machines', pl: 'Maszyny zarejestrowane' },
    type: 'number',
    isVisible: true,
  },
  {
    key: 'devices.total',
    label: { en: 'Devices', pl: 'Urządzenia' },
    type: 'number',
    isVisible: true,
  },
  {
    key: 'devices.disconnected',
    label: { en: 'Disconnected devices', pl: 'Urządzenia rozłączone' },
    type: 'number',
    isVisible: true,
  },
  { key: 'nextStep', label: { en: 'Next step', pl: 'Następny krok' }, type: 'choice', isVisible: true },
  { key: 'address', label: { en: 'Address', pl: 'Adres' }, type: 'text', isVisible: true, search: 'address' },
  {
    key: 'contactName',
    label: { en: 'Contact person', pl: 'Osoba kontaktowa' },
    type: 'text',
    isVisible: false,
    search: 'contact',
  },
  {
    key: 'contactEmail',
    label: { en: 'Contact e-mail', pl: 'E-mail kontaktowy' },
    type: 'text',
    isVisible: false,
    search: 'contact',
  },
  {
    key: 'contactPhone',
    label: { en: 'Contact phone', pl: 'Telefon kontaktowy' },
    type: 'text',
    isVisible: false,
    search: 'contact',
  },
  {
    key: 'providerKind',
    label: { en: 'Kind of provider', pl: 'Rodzaj dostawcy' },
    type: 'choice',
    isVisible: false,
    search: 'providerKind',
  },
  { key: 'assetLimit', label: { en: 'Asset limit', pl: 'Limit urządzeń' }, type: 'number', isVisible: false },
  {
    key: 'delegatesCertificates',
    label: { en: 'Delegates certificates', pl: 'Deleguje certyfikaty' },
    type: 'boolean',
    isVisible: false,
  },
  { key: 'language', label: { en: 'Language', pl: 'Język' }, type: 'choice', isVisible: false },
  { key: 'timeZone', label: { en: 'Time zone', pl: 'Strefa czasowa' }, type: 'text', isVisible: false },
  { key: 'brandingName', label: { en: 'Shown name', pl: 'Nazwa wyświetlana' }, type: 'text', isVisible: false },
  { key: 'homeDashboard', label: { en: 'Home page', pl: 'Strona startowa' }, type: 'text', isVisible: false },
  {
    key: 'parentId',
    label: { en: 'Parent organization', pl: 'Organizacja nadrzędna' },
    type: 'text',
    isVisible: false,
    search: 'parentId',
  },
  {
    key: 'createdAt',
    label: { en: 'Created', pl: 'Utworzono' },
    type: 'instant',
    isVisible: true,
    sort: 'createdAt',
  },
  { key: 'id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<OrganizationBody, OrganizationQuery>[];
