import type { AccountRequest } from '#libs/identity';
import type { RunningApi } from './running-api.js';

export const password = 'a long enough password';
let counter = 0;

/** A different address and name each time, so that tests of one file do not meet. */
export const aName = (what: string) => `${what} ${++counter}`;
export const anAddress = (who = 'person') => `${who}${++counter}@example.com`;

/** Somebody invited into an organization, who accepted. */
export async function joined(api: RunningApi, inviterToken: string, organizationId: string, role?: string) {
  const email = anAddress();
  const invited = await api.post(`/organizations/${organizationId}/invitations`, { email, role }, inviterToken);
  const newcomer = { firstName: 'Ada', lastName: 'Lovelace', password };
  const { body } = await api.post(`/invitations/${invited.body.token}/acceptance`, newcomer);
  return { email, personId: body.personId as string, token: body.token as string };
}

/** A provider and its first administrator. */
export async function aProvider(api: RunningApi) {
  const operatorToken = await api.signIn();
  const made = await api.post('/organizations', { kind: 'provider', name: aName('Provider') }, operatorToken);
  const admin = await joined(api, operatorToken, made.body.id);
  return { id: made.body.id as string, admin, token: admin.token };
}

/** What a registration of a new customer asks identity for. */
export function anAccountRequest(differences: Partial<AccountRequest> = {}): AccountRequest {
  const person = { firstName: 'Grace', lastName: 'Hopper', email: anAddress('grace'), phone: '+48 22 555 0100' };
  return { organization: { name: aName('Customer') }, person, ...differences };
}

/** A customer as a registration leaves it: its person was sent two mails and has not followed either. */
export async function aRegisteredCustomer(
  api: RunningApi,
  providerToken: string,
  differences?: Partial<AccountRequest>,
) {
  const actor = await api.identity.sessions.authenticate(providerToken);
  return api.identity.accounts.openCustomer(actor, anAccountRequest(differences));
}

/** The token at the end of a link. */
export const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1);

/** A customer whose administrator activated the account. */
export async function aCustomer(api: RunningApi, providerToken: string) {
  const { organization, person } = await aRegisteredCustomer(api, providerToken);
  const members = await api.get(`/organizations/${organization.id}/members`, providerToken);
  const { body } = await api.post(`/activations/${tokenOf(members.body.items[0].activationLink)}`, { password });
  return { id: organization.id as string, email: person.email, token: body.token as string };
}
