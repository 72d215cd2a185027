import { existsSync } from 'node:fs';
import { z } from 'zod';
import { issuedCertificate, memberPage, registrationAnswer } from '#libs/contracts/http';
import { type ApiClient, ApiRefusedError } from './api-client.js';
import { type DemoState, writePrivately } from './demo-state.js';
import { registrationForm } from './registration-form.js';
import type { PlannedCustomer, PlannedDevice } from './scenario.js';

const CONFLICT = 409;

/** As much of `GET /devices` as is needed here. */
const foundDevices = z.object({
  items: z.array(z.object({ id: z.uuid(), serialNumber: z.string(), organizationId: z.uuid() })),
});

/** A customer as far as its registered devices tell. */
export interface RegisteredCustomer {
  readonly organizationId: string;
  readonly personId?: string;
}

/**
 * Registers one device of a customer, and the customer with the first of them (R1-04), unless it is registered.
 *
 * @param customer as an earlier device of the same customer told it
 */
export async function registerDevice(
  api: ApiClient,
  state: DemoState,
  token: string,
  plan: PlannedCustomer,
  device: PlannedDevice,
  customer: RegisteredCustomer | undefined,
): Promise<RegisteredCustomer> {
  const { serialNumber } = device;
  if (state.deviceIdOf(serialNumber) !== undefined && customer !== undefined) return customer;
  const body = registrationForm(plan, device, { startDate: new Date().toISOString().slice(0, 10), ...customer });
  try {
    const made = await api.post('/registrations', registrationAnswer, { token, body });
    state.keepDevice(serialNumber, made.device.id);
    return { organizationId: made.organization.id, personId: made.person.id };
  } catch (cause) {
    // Registered, but the demo was stopped before it wrote that down.
    if (!(cause instanceof ApiRefusedError && cause.status === CONFLICT)) throw cause;
    const found = await findDevice(api, token, serialNumber);
    if (found === undefined) throw cause;
    state.keepDevice(serialNumber, found.id);
    return customerOf(api, token, plan, found.organizationId);
  }
}

/** The customer whose first device an earlier start of the demo registered, if it did. */
export async function earlierCustomer(
  api: ApiClient,
  state: DemoState,
  token: string,
  plan: PlannedCustomer,
): Promise<RegisteredCustomer | undefined> {
  const [first] = plan.devices;
  if (first === undefined || state.deviceIdOf(first.serialNumber) === undefined) return undefined;
  const found = await findDevice(api, token, first.serialNumber);
  return found && customerOf(api, token, plan, found.organizationId);
}

async function customerOf(
  api: ApiClient,
  token: string,
  { person: { email } }: PlannedCustomer,
  organizationId: string,
): Promise<RegisteredCustomer> {
  const { items } = await api.get(`/organizations/${organizationId}/members`, memberPage, { token });
  const personId = items.find(({ person }) => person.email === email)?.person.id;
  return { organizationId, ...(personId !== undefined && { personId }) };
}

/** The device with exactly this serial number, if the caller sees one. */
async function findDevice(api: ApiClient, token: string, serialNumber: string) {
  const { items } = await api.get(`/devices?q=${encodeURIComponent(serialNumber)}`, foundDevices, { token });
  return items.find((device) => device.serialNumber === serialNumber);
}

/**
 * Generates the certificate of a device as its customer does (R1-33, R1-34) and keeps the two files (R1-35), unless
 * they are there.
 *
 * @param token of the customer
 */
export async function enrollDevice(
  api: ApiClient,
  state: DemoState,
  token: string,
  serialNumber: string,
): Promise<void> {
  const [keyFile, pemFile] = [state.fileOf(serialNumber, 'key'), state.fileOf(serialNumber, 'pem')];
  if (existsSync(keyFile) && existsSync(pemFile)) return;
  const { files } = await api.post(`/devices/${state.deviceIdOf(serialNumber)}/certificates`, issuedCertificate, {
    token,
    body: {},
  });
  const content = (extension: string) => files.find(({ name }) => name === `${serialNumber}.${extension}`)?.content;
  const [key, pem] = [content('key'), content('pem')];
  if (key === undefined || pem === undefined)
    throw new Error(`The certificate of ${serialNumber} came without its files.`);
  // The certificate first: files that are both there belong together.
  writePrivately(pemFile, pem);
  writePrivately(keyFile, key);
}
