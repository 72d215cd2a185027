import { type PersonId, personId } from '#libs/kernel';
import type { AccountLinkModel, RegistryDatabase } from '#prisma';
import type { AccountLink } from './account-link.js';

/**
 * One-time links to accounts.
 *
 * Links to accounts in the registry's table `account_link`.
 */
export class AccountLinkStore {
  constructor(private readonly database: RegistryDatabase) {}

  async add(link: AccountLink): Promise<void> {
    await this.database.client.accountLink.create({ data: link });
  }

  async find(id: string): Promise<AccountLink | undefined> {
    const row = await this.database.client.accountLink.findUnique({ where: { id } });
    return row ? accountLinkFrom(row) : undefined;
  }

  /** Uses up all links of the person. @returns false if none was left: somebody else just used them */
  async useAll(person: PersonId, at: Date): Promise<boolean> {
    const { count } = await this.database.client.accountLink.updateMany({
      where: { personId: person, usedAt: null },
      data: { usedAt: at },
    });
    return count > 0;
  }

  /** Unused activation links that end after `at`, the newest of each of these people. */
  async activationLinksOf(people: readonly PersonId[], at: Date): Promise<readonly AccountLink[]> {
    if (people.length === 0) return [];
    const rows = await this.database.client.accountLink.findMany({
      where: { personId: { in: [...people] }, kind: 'activation', usedAt: null, expiresAt: { gt: at } },
      orderBy: [{ personId: 'asc' }, { createdAt: 'desc' }],
      distinct: ['personId'],
    });
    return rows.map(accountLinkFrom);
  }
}

function accountLinkFrom(row: AccountLinkModel): AccountLink {
  return {
    id: row.id,
    personId: personId(row.personId),
    kind: row.kind,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    usedAt: row.usedAt,
  };
}
