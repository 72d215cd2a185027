import { accepted, invitation, organization, signedIn } from '#libs/contracts/http';
import type { ApiClient } from '../platform/api-client.js';
import type { Platform } from '../platform/platform.js';

/** The password of everybody in these stories, until they change it. */
export const password = 'a password long enough';

/** A person with an account, signed in. */
export interface Somebody {
  readonly id: string;
  readonly email: string;
  readonly api: ApiClient;
}

/** The platform's operator, signed in. */
export async function operatorOf(platform: Platform): Promise<ApiClient> {
  return platform.api.as((await platform.api.make('/sessions', platform.operator, signedIn)).token);
}

/** The api as somebody sees it who signs in anew. */
export async function signedInAs(api: ApiClient, email: string, secret = password): Promise<ApiClient> {
  return api.as((await api.make('/sessions', { email, password: secret }, signedIn)).token);
}

/** Follows an invitation, by the secret of its link. */
export async function accept(api: ApiClient, secret: string): Promise<ApiClient> {
  const newcomer = { firstName: 'Ewa', lastName: 'Nowak', password };
  return api.as((await api.make(`/invitations/${secret}/acceptance`, newcomer, accepted)).token);
}

/** Somebody who was invited into an organization and followed the invitation. */
export async function joined(
  api: ApiClient,
  inviter: ApiClient,
  organizationId: string,
  email: string,
  role?: 'admin' | 'member' | 'viewer',
): Promise<Somebody> {
  const offer = { email, ...(role && { role }) };
  const { token } = await inviter.make(`/organizations/${organizationId}/invitations`, offer, invitation);
  const newcomer = { firstName: 'Ada', lastName: email.split('@')[0], password };
  const { personId, token: session } = await api.make(`/invitations/${token}/acceptance`, newcomer, accepted);
  return { id: personId, email, api: api.as(session) };
}

/** An organization with its first administrator. */
export async function opened(
  api: ApiClient,
  maker: ApiClient,
  form: { readonly kind: 'provider' | 'customer'; readonly name: string; readonly providerKind?: string },
  email: string,
): Promise<{ readonly id: string; readonly name: string; readonly admin: Somebody }> {
  const { id, name } = await maker.make('/organizations', form, organization);
  return { id, name, admin: await joined(api, maker, id, email) };
}
