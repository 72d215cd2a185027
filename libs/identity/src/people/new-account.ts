import { newUuid, type PersonId, personId } from '#libs/kernel';
import { ACCOUNT_LINK_LIFETIME_MS, type AccountLink } from '../links/account-link.js';
import type { Organization } from '../organizations/organization.js';
import type { Parts } from '../parts.js';
import { activationMail } from './activation.mail.js';
import { passwordMail } from './password.mail.js';
import type { Person } from './person.js';

/** A person before there is an account. */
export interface PersonDraft {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string | null;
}

type PartsOfAnAccount = Pick<Parts, 'clock' | 'people' | 'accountLinks' | 'outbox' | 'audit'>;

/**
 * Adds a person whose account waits to be activated, and posts the two mails that lead there (R1-27); belongs inside a
 * unit of work.
 *
 * @param field of the request that holds the address
 * @throws {EmailTakenError} the address belongs to somebody
 */
export async function makeAccount(
  parts: PartsOfAnAccount,
  by: PersonId,
  organization: Organization,
  draft: PersonDraft,
  field: string,
): Promise<Person> {
  const createdAt = parts.clock.now();
  const id = personId(newUuid(createdAt));
  const person: Person = { id, ...draft, passwordHash: null, verifiedAt: null, createdAt };
  await parts.people.add(person, field);
  await parts.audit.record({
    action: 'person.created',
    actorId: by,
    organizationId: organization.id,
    subject: { kind: 'person', id },
    details: { email: person.email },
  });
  for (const kind of ['activation', 'password'] as const) await postLink(parts, organization, person, kind, createdAt);
  return person;
}

/** Adds a one-time link to the person's account and posts the mail that carries it. */
export async function postLink(
  parts: Pick<Parts, 'accountLinks' | 'outbox'>,
  organization: Organization,
  person: Person,
  kind: 'activation' | 'password',
  createdAt: Date,
): Promise<void> {
  const link = await addLink(parts, person, kind, createdAt);
  const data = {
    accountLinkId: link.id,
    organizationName: organization.name,
    firstName: person.firstName,
    lastName: person.lastName,
    expiresAt: link.expiresAt.toISOString(),
  };
  const template = kind === 'activation' ? activationMail : passwordMail;
  await parts.outbox.post(person.email, organization.id, template.with(data));
}

/** Adds a one-time link to the person's account and tells nobody. */
export async function addLink(
  parts: Pick<Parts, 'accountLinks'>,
  person: Person,
  kind: 'activation' | 'password',
  createdAt: Date,
): Promise<AccountLink> {
  const expiresAt = new Date(createdAt.getTime() + ACCOUNT_LINK_LIFETIME_MS);
  const link: AccountLink = { id: newUuid(createdAt), personId: person.id, kind, createdAt, expiresAt, usedAt: null };
  await parts.accountLinks.add(link);
  return link;
}
