import {
  Argon2PasswordHashing,
  AuditedWork,
  Operators,
  OrganizationStore,
  PersonStore,
  PrismaAuditTrail,
  RequestOrigin,
} from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** The prepare step runs outside of any request. */
class NoRequest extends RequestOrigin {
  override current() {
    return {};
  }
}

/** What makes the first operator, put together before anything serves. */
export function operatorsOver(database: RegistryDatabase, clock: Clock): Operators {
  const work = new AuditedWork(database, new PrismaAuditTrail(database, clock, new NoRequest()), clock);
  const people = new PersonStore(database, clock);
  return new Operators(new OrganizationStore(database, clock), people, new Argon2PasswordHashing(), work);
}
