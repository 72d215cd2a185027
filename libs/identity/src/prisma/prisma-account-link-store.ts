import { type PersonId, personId } from '#libs/kernel';
import type { AccountLinkModel, RegistryDatabase } from '#prisma';
import type { AccountLink } from '../account-link.js';
import { AccountLinkStore } from '../ports.js';

/** Links to accounts in the registry's table `account_link`. */
export class PrismaAccountLinkStore extends AccountLinkStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async add(link: AccountLink): Promise<void> {
    await this.database.client.accountLink.create({ data: link });
  }

  override async find(id: string): Promise<AccountLink | undefined> {
    const row = await this.database.client.accountLink.findUnique({ where: { id } });
    return row ? accountLinkFrom(row) : undefined;
  }

  override async useAll(person: PersonId, at: Date): Promise<boolean> {
    const { count } = await this.database.client.accountLink.updateMany({
      where: { personId: person, usedAt: null },
      data: { usedAt: at },
    });
    return count > 0;
  }

  override async activationLinksOf(people: readonly PersonId[], at: Date): Promise<readonly AccountLink[]> {
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
