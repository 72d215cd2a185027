import type { FleetUnderTest } from './fleet-under-test.js';

/** Somebody with an account and this role there, as mails go to. @returns the address */
export async function aPersonOf(
  test: FleetUnderTest,
  organizationId: string,
  role: 'admin' | 'member' = 'admin',
): Promise<string> {
  const { personId, email } = { ...test.actorIn(test.provider), email: `${organizationId}.${role}@example.org` };
  const at = test.clock.now();
  await test.registry.client.person.create({
    data: { id: personId, email, firstName: 'Ada', lastName: 'Berg', createdAt: at, updatedAt: at },
  });
  await test.registry.client.membership.create({ data: { organizationId, personId, role, createdAt: at } });
  return email;
}

/** The mails of a template that were posted to these addresses since the last time, and what they say. */
export async function mailsTo<Data>(
  test: FleetUnderTest,
  template: string,
  addresses: readonly string[],
): Promise<readonly { readonly recipient: string; readonly data: Data }[]> {
  const { outboxMail } = test.registry.client;
  const where = { template, recipient: { in: [...addresses] } };
  const mails = await outboxMail.findMany({ where, orderBy: { id: 'asc' } });
  await outboxMail.deleteMany({ where });
  return mails.map(({ recipient, data }) => ({ recipient, data: data as Data }));
}
