import type { PersonId } from '#libs/kernel';

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

/** Open changes of sign-in addresses, at most one a person. */
export abstract class AddressChangeStore {
  /** Adds a change in place of the person's earlier one. */
  abstract put(change: AddressChange): Promise<void>;
  abstract find(id: string): Promise<AddressChange | undefined>;
  /** @returns false if it is not there: somebody else just took it */
  abstract remove(id: string): Promise<boolean>;
}
