import { personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { type AddressChange, AddressChangeStore } from '../address-change-store.js';

/** Open changes in the registry's table `address_change`. */
export class PrismaAddressChangeStore extends AddressChangeStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async put(change: AddressChange): Promise<void> {
    const { personId: person, ...fields } = change;
    await this.database.client.addressChange.upsert({
      where: { personId: person },
      create: change,
      update: fields,
    });
  }

  override async find(id: string): Promise<AddressChange | undefined> {
    const row = await this.database.client.addressChange.findUnique({ where: { id } });
    return row ? { ...row, personId: personId(row.personId) } : undefined;
  }

  override async remove(id: string): Promise<boolean> {
    return (await this.database.client.addressChange.deleteMany({ where: { id } })).count > 0;
  }
}
