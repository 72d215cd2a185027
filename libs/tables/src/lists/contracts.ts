import type { ContractQuery, ServiceContractBody } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/** What a column more needs says `libs/tables/README.md`. */
export const contractColumns = [
  { key: 'customer.name', label: { en: 'Customer', pl: 'Klient' }, type: 'text', isVisible: true },
  { key: 'state', label: { en: 'State', pl: 'Stan' }, type: 'choice', isVisible: true, search: 'state' },
  { key: 'device.serialNumber', label: { en: 'Device', pl: 'Sterownik' }, type: 'text', isVisible: true },
  { key: 'asset.name', label: { en: 'Asset', pl: 'Urządzenie' }, type: 'text', isVisible: true },
  { key: 'startDate', label: { en: 'Start', pl: 'Początek' }, type: 'day', isVisible: true },
  {
    key: 'endDate',
    label: { en: 'End', pl: 'Koniec' },
    type: 'day',
    isVisible: true,
    sort: 'endDate',
    search: 'endsWithin',
  },
  { key: 'graceEndDate', label: { en: 'End of grace', pl: 'Koniec karencji' }, type: 'day', isVisible: false },
  { key: 'leaseMonths', label: { en: 'Months', pl: 'Miesiące' }, type: 'number', isVisible: true },
  { key: 'provider.name', label: { en: 'Provider', pl: 'Dostawca' }, type: 'text', isVisible: false },
  { key: 'salesOrderNumber', label: { en: 'Sales order', pl: 'Zamówienie' }, type: 'text', isVisible: false },
  { key: 'serviceContractNumber', label: { en: 'Contract number', pl: 'Numer umowy' }, type: 'text', isVisible: false },
  { key: 'createdAt', label: { en: 'Created', pl: 'Utworzono' }, type: 'instant', isVisible: false },
  {
    key: 'customer.id',
    label: { en: 'Customer UUID', pl: 'UUID klienta' },
    type: 'text',
    isVisible: false,
    search: 'customerId',
  },
  { key: 'renewsId', label: { en: 'Renews', pl: 'Odnawia' }, type: 'text', isVisible: false },
  { key: 'renewedById', label: { en: 'Renewed by', pl: 'Odnowiona przez' }, type: 'text', isVisible: false },
  { key: 'id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<ServiceContractBody, ContractQuery>[];
