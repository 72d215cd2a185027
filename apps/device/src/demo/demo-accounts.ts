import { randomBytes } from 'node:crypto';
import { accepted, activated, invitation, memberPage, organization, signedIn } from '#libs/contracts/http';
import { type ApiClient, ApiRefusedError } from './api-client.js';
import type { DemoState } from './demo-state.js';
import type { PlannedCustomer, PlannedProvider } from './scenario.js';

const UNAUTHENTICATED = 401;

/** A password nobody types: 16 random bytes, base64url. */
const newPassword = () => randomBytes(16).toString('base64url');

/** Signs in. @throws {ApiRefusedError} with status 401: address or password are wrong */
export async function signIn(api: ApiClient, email: string, password: string): Promise<string> {
  return (await api.post('/sessions', signedIn, { body: { email, password } })).token;
}

/** Whether the platform still knows the people of an earlier demo; a platform made anew does not. */
export async function knowsDemo(api: ApiClient, state: DemoState, providers: readonly PlannedProvider[]) {
  for (const { administrator } of providers) {
    const account = state.accountOf(administrator.email, newPassword);
    if (account.organizationId === undefined) continue; // it was not made yet
    const known = await signIn(api, account.email, account.password).catch(unlessUnauthenticated);
    if (known === undefined) return false;
  }
  return true;
}

/**
 * Makes a provider by invitation and acceptance, unless it is there.
 *
 * @returns the token of its administrator, signed in
 */
export async function providerToken(api: ApiClient, state: DemoState, operatorToken: string, plan: PlannedProvider) {
  const { firstName, lastName, email } = plan.administrator;
  const { password, organizationId } = state.accountOf(email, newPassword);
  if (organizationId !== undefined) return signIn(api, email, password);

  const token = operatorToken;
  const { id } = await api.post('/organizations', organization, { token, body: { kind: 'provider', name: plan.name } });
  const invited = { email, name: `${firstName} ${lastName}` };
  const invite = await api.post(`/organizations/${id}/invitations`, invitation, { token, body: invited });
  if (invite.token === undefined) throw new Error(`The invitation of ${email} came without its token.`);
  const joined = { firstName, lastName, password };
  const acceptance = await api.post(`/invitations/${invite.token}/acceptance`, accepted, { body: joined });
  state.keepAccount({ email, password, organizationId: id });
  return acceptance.token;
}

/**
 * Activates the person of a customer whose first device is registered, unless that was done.
 *
 * @returns the customer's token
 */
export async function customerToken(
  api: ApiClient,
  state: DemoState,
  provider: string,
  { person: { email } }: PlannedCustomer,
  organizationId: string,
): Promise<string> {
  const account = state.accountOf(email, newPassword);
  if (account.organizationId !== undefined) return signIn(api, email, account.password);

  const members = await api.get(`/organizations/${organizationId}/members`, memberPage, { token: provider });
  const link = members.items.find((member) => member.person.email === email)?.activationLink;
  // Activated, but the demo was stopped before it wrote that down: the password was chosen before.
  const token =
    link === undefined ? await signIn(api, email, account.password) : await activate(api, link, account.password);
  state.keepAccount({ ...account, organizationId });
  return token;
}

async function activate(api: ApiClient, link: string, password: string): Promise<string> {
  const linkToken = new URL(link).pathname.split('/').at(-1) ?? '';
  return (await api.post(`/activations/${linkToken}`, activated, { body: { password } })).token;
}

function unlessUnauthenticated(cause: unknown): undefined {
  if (cause instanceof ApiRefusedError && cause.status === UNAUTHENTICATED) return undefined;
  throw cause;
}
