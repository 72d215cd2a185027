import type { PlannedCustomer, PlannedDevice } from './scenario.js';

/** What earlier answers of the platform settle. */
export interface Known {
  /** First day of the service, `YYYY-MM-DD`. */
  readonly startDate: string;
  /** The customer and its person, once a first registration has made them. */
  readonly organizationId?: string;
  readonly personId?: string;
}

/** Fills in the body of `POST /registrations` for a device of the demo (R1-08…R1-23). */
export function registrationForm(customer: PlannedCustomer, device: PlannedDevice, known: Known) {
  const { serialNumber, macAddress, type, equipment, site } = device;
  const { startDate, organizationId, personId } = known;
  return {
    organization: organizationId === undefined ? { name: customer.name } : { id: organizationId },
    person: personId === undefined ? customer.person : { id: personId },
    device: { type, serialNumber, macAddress },
    startDate,
    equipment,
    ...(site && { site: { name: site.name, address: site.address, lat: site.latitude, lon: site.longitude } }),
  };
}
