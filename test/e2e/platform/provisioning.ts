import {
  accepted,
  activated,
  invitation,
  issuedCertificate,
  memberPage,
  organization,
  registrationAnswer,
  signedIn,
} from '#libs/contracts/http';
import type { ApiClient } from './api-client.js';
import type { Platform } from './platform.js';

/** A device that may come in: registered, and with the two files of its certificate. */
export interface ProvisionedDevice {
  readonly id: string;
  readonly serialNumber: string;
  /** PEM of the private key. */
  readonly key: string;
  /** PEM of certificate, issuing authority and root: trust anchor and certificate in one. */
  readonly pem: string;
}

/** A provider and its customer with devices, made through the API alone. */
export interface Provisioned {
  readonly provider: ApiClient;
  readonly customer: ApiClient;
  readonly devices: readonly ProvisionedDevice[];
}

const password = 'a password long enough';

/** The main flow of docs/architecture.md in its shortest form, for as many devices as wanted. */
export async function provision(platform: Platform, deviceCount: number): Promise<Provisioned> {
  const { api } = platform;
  const operator = api.as((await api.make('/sessions', platform.operator, signedIn)).token);
  const provider = await newProvider(api, operator, 'Northern Power', 'ada@northern.example');

  const first = await provider.make('/registrations', registration(0), registrationAnswer);
  const members = await provider.read(`/organizations/${first.organization.id}/members`, memberPage);
  const activation = members.items[0]?.activationLink?.split('/').at(-1);
  const customer = api.as((await api.make(`/activations/${activation}`, { password }, activated)).token);

  const devices = [await withCertificate(customer, first.device)];
  const existing = { organization: { id: first.organization.id }, person: { id: first.person.id } };
  for (let index = 1; index < deviceCount; index += 1) {
    const { device } = await provider.make(
      '/registrations',
      { ...registration(index), ...existing },
      registrationAnswer,
    );
    devices.push(await withCertificate(customer, device));
  }
  return { provider, customer, devices };
}

/** Somebody who was invited into a provider of their own, signed in. */
export async function newProvider(
  api: ApiClient,
  operator: ApiClient,
  name: string,
  email: string,
): Promise<ApiClient> {
  const { id } = await operator.make('/organizations', { kind: 'provider', name }, organization);
  const invited = await operator.make(`/organizations/${id}/invitations`, { email }, invitation);
  const newcomer = { firstName: 'Ada', lastName: 'Byron', password };
  const { token } = await api.make(`/invitations/${invited.token}/acceptance`, newcomer, accepted);
  return api.as(token);
}

async function withCertificate(
  customer: ApiClient,
  { id, serialNumber }: { readonly id: string; readonly serialNumber: string },
): Promise<ProvisionedDevice> {
  const { files } = await customer.make(`/devices/${id}/certificates`, {}, issuedCertificate);
  const [key, pem] = files.map(({ content }) => content);
  if (key === undefined || pem === undefined)
    throw new Error(`The certificate of ${serialNumber} came with ${files.length} files, not with key and chain.`);
  return { id, serialNumber, key, pem };
}

function registration(index: number) {
  const hex = index.toString(16).padStart(2, '0');
  return {
    organization: { name: 'Harbor Cold Store' },
    person: { firstName: 'Grace', lastName: 'Miller', email: 'grace@harbor.example', phone: '+48 22 555 01 00' },
    device: { type: 'Sensor', serialNumber: `SN-${1000 + index}`, macAddress: `00:1A:2B:3C:4D:${hex}` },
    startDate: new Date().toISOString().slice(0, 10),
    equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: `${160_300_000 + index}` },
    site: { name: 'Quay 4', lat: 54.52, lon: 18.55 },
  };
}
