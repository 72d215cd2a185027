import { type PersonId, personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** Somebody wants to sign in with another address, and has not yet shown that it is theirs. */
export interface AddressChange {
  readonly id: string;
  readonly personId: PersonId;
  /** Lower case. */
  readonly email: string;
  readonly createdAt: Date;
  /** Exclusive. */
  readonly expiresAt: Date;
}

/**
 * Open changes of sign-in addresses, at most one a person.
 *
 * Open changes in the registry's table `address_change`.
 */
export class AddressChangeStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Adds a change in place of the person's earlier one. */
  async put(change: AddressChange): Promise<void> {
    const { personId: person, ...fields } = change;
    await this.database.client.addressChange.upsert({
      where: { personId: person },
      create: change,
      update: fields,
    });
  }

  async find(id: string): Promise<AddressChange | undefined> {
    const row = await this.database.client.addressChange.findUnique({ where: { id } });
    return row ? { ...row, personId: personId(row.personId) } : undefined;
  }

  /** @returns false if it is not there: somebody else just took it */
  async remove(id: string): Promise<boolean> {
    return (await this.database.client.addressChange.deleteMany({ where: { id } })).count > 0;
  }
}
