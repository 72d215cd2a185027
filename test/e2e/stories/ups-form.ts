import type { RegistrationAnswer } from '#libs/contracts/http';
import { DAY_MS } from '#libs/kernel';

/** The day, in UTC, so many days from now. */
export const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** The service of the form began with this month, and ends twelve months later. */
const startDate = `${daysFromNow(0).slice(0, 'YYYY-MM'.length)}-01`;
export const endDate = `${Number(startDate.slice(0, 'YYYY'.length)) + 1}${startDate.slice('YYYY'.length)}`;

/** Whom the device is registered for. */
export const person = {
  firstName: 'Grace',
  lastName: 'Miller',
  email: 'grace@coldstore.example',
  phone: '+48 22 555 01 00',
};
/** As it is set on the device (R1-06). */
export const systemName = '1600XP 18kVA 160300007';
/** Every field of the form but the lease (R1-08…R1-23). */
export const form = {
  organization: { name: 'Harbor Cold Store' },
  person,
  salesOrderNumber: 'SO-4711',
  device: { type: 'RemotEye 4', serialNumber: 'RE-1001', macAddress: '00:1A:2B:3C:4D:5E', systemName },
  startDate,
  serviceContractNumber: 'SC-17',
  equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: '160300007', shipDate: '2026-10-02' },
  site: { name: 'Quay 4', address: 'Quay 4, Gdynia', lat: 54.52, lon: 18.55 },
};

/** A further device for the customer and the person that are there. @param n 1 to 9, tells them apart */
export const anotherForm = ({ organization, person: { id } }: RegistrationAnswer, n: number, more: object) => ({
  organization: { id: organization.id },
  person: { id },
  device: { type: 'Sensor', serialNumber: `SE-${n}`, macAddress: `00:1A:2B:3C:4E:0${n}` },
  startDate: daysFromNow(0),
  equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: `1603000${n}` },
  ...more,
});

/** Devices that cannot be registered once that of the form is, and the field the refusal names (R1-26). */
export const refusedDevices = [
  {
    what: 'a serial number that another device has',
    device: { serialNumber: 're-1001', macAddress: '00:1A:2B:3C:4D:5F' },
    status: 409,
    path: 'device.serialNumber',
  },
  {
    what: 'a MAC address that another device has',
    device: { serialNumber: 'RE-1002', macAddress: '00-1a-2b-3c-4d-5e' },
    status: 409,
    path: 'device.macAddress',
  },
  {
    what: 'what is no MAC address',
    device: { serialNumber: 'RE-1003', macAddress: '00:1A' },
    status: 400,
    path: 'device.macAddress',
  },
];
