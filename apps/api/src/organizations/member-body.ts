import type { MemberBody } from '#libs/contracts/http';
import type { Member } from '#libs/identity';

/** A member as the API shows it. */
export function memberBody({
  person,
  role,
  customRole,
  status,
  joinedAt,
  addedBy,
  administered,
  secondFactor,
  activationLink,
}: Member): MemberBody {
  const { id, email, firstName, lastName, phone } = person;
  return {
    person: { id, email, firstName, lastName, phone },
    role,
    customRole: customRole && { id: customRole.id, name: customRole.name },
    status,
    joinedAt: joinedAt.toISOString(),
    addedBy,
    administered,
    ...(secondFactor !== undefined && { secondFactor }),
    ...(activationLink !== undefined && { activationLink }),
  };
}
