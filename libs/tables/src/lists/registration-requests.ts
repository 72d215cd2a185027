import type { ReceivedRegistrationRequestBody, RegistrationRequestQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/** What a column more needs says `libs/tables/README.md`. */
export const registrationRequestColumns = [
  { key: 'sentAt', label: { en: 'Sent', pl: 'Wysłano' }, type: 'instant', isVisible: true },
  { key: 'status', label: { en: 'Status', pl: 'Status' }, type: 'choice', isVisible: true, search: 'status' },
  {
    key: 'form.device.serialNumber',
    label: { en: 'Serial number', pl: 'Numer seryjny' },
    type: 'text',
    isVisible: true,
  },
  { key: 'form.device.type', label: { en: 'Model', pl: 'Model' }, type: 'text', isVisible: true },
  { key: 'form.device.macAddress', label: { en: 'MAC address', pl: 'Adres MAC' }, type: 'text', isVisible: false },
  { key: 'form.device.systemName', label: { en: 'System name', pl: 'Nazwa systemu' }, type: 'text', isVisible: false },
  { key: 'form.organization.name', label: { en: 'Company', pl: 'Firma' }, type: 'text', isVisible: true },
  { key: 'form.person.firstName', label: { en: 'First name', pl: 'Imię' }, type: 'text', isVisible: false },
  { key: 'form.person.lastName', label: { en: 'Last name', pl: 'Nazwisko' }, type: 'text', isVisible: true },
  { key: 'form.person.email', label: { en: 'E-mail', pl: 'E-mail' }, type: 'text', isVisible: true },
  { key: 'form.person.phone', label: { en: 'Phone', pl: 'Telefon' }, type: 'text', isVisible: false },
  { key: 'form.salesOrderNumber', label: { en: 'Sales order', pl: 'Zamówienie' }, type: 'text', isVisible: false },
  {
    key: 'form.serviceContractNumber',
    label: { en: 'Contract number', pl: 'Numer umowy' },
    type: 'text',
    isVisible: false,
  },
  { key: 'form.leaseMonths', label: { en: 'Months', pl: 'Miesiące' }, type: 'number', isVisible: false },
  { key: 'form.startDate', label: { en: 'Start', pl: 'Początek' }, type: 'day', isVisible: false },
  { key: 'form.equipment.model', label: { en: 'Equipment', pl: 'Urządzenie' }, type: 'text', isVisible: false },
  {
    key: 'form.equipment.modelNumber',
    label: { en: 'Equipment model number', pl: 'Numer modelu urządzenia' },
    type: 'text',
    isVisible: false,
  },
  {
    key: 'form.equipment.serialNumber',
    label: { en: 'Equipment serial number', pl: 'Numer seryjny urządzenia' },
    type: 'text',
    isVisible: false,
  },
  { key: 'form.equipment.shipDate', label: { en: 'Shipped', pl: 'Data wysyłki' }, type: 'day', isVisible: false },
  { key: 'form.site.name', label: { en: 'Site', pl: 'Lokalizacja' }, type: 'text', isVisible: false },
  { key: 'form.site.address', label: { en: 'Site address', pl: 'Adres lokalizacji' }, type: 'text', isVisible: false },
  { key: 'remoteAddress', label: { en: 'Network address', pl: 'Adres sieciowy' }, type: 'text', isVisible: false },
  { key: 'answeredAt', label: { en: 'Answered', pl: 'Odpowiedziano' }, type: 'instant', isVisible: false },
  { key: 'answeredById', label: { en: 'Answered by', pl: 'Odpowiedział' }, type: 'text', isVisible: false },
  { key: 'reason', label: { en: 'Reason', pl: 'Powód' }, type: 'text', isVisible: false },
  { key: 'deviceId', label: { en: 'Device UUID', pl: 'UUID sterownika' }, type: 'text', isVisible: false },
  { key: 'id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<ReceivedRegistrationRequestBody, RegistrationRequestQuery>[];
