import { type Clock, newUuid, type PersonId } from '#libs/kernel';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import type { AccountLink, AccountLinkKind } from './account-link.js';
import type { AccountLinkStore } from './account-link.store.js';
import { ACCOUNT_LINK_LIFETIMES_MS } from './link-lifetimes.js';
import type { LinkTokens } from './link-tokens.js';

/** Makes one-time links to accounts, and finds whose account a link is to. */
export class AccountLinks {
  constructor(
    private readonly store: AccountLinkStore,
    private readonly tokens: LinkTokens,
    private readonly people: PersonStore,
    private readonly clock: Clock,
  ) {}

  /** Makes a link and tells nobody of it. */
  async make(person: PersonId, kind: AccountLinkKind): Promise<AccountLink> {
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + ACCOUNT_LINK_LIFETIMES_MS[kind]);
    const link = { id: newUuid(createdAt), personId: person, kind, createdAt, expiresAt, usedAt: null };
    await this.store.add(link);
    return link;
  }

  /** The link behind a token of one of these kinds, used or not, and whose account it is to; undefined: none we made. */
  async find(
    token: string,
    kinds: readonly AccountLinkKind[],
  ): Promise<{ readonly link: AccountLink; readonly person: Person } | undefined> {
    const read = this.tokens.read(token, kinds);
    const link = read && (await this.store.find(read.id));
    if (!link || link.kind !== read.kind) return undefined;
    const person = await this.people.find(link.personId);
    return person && { link, person };
  }

  /** Uses up all links of the person. @returns false if none was left: somebody else just used them */
  useAll(person: PersonId): Promise<boolean> {
    return this.store.useAll(person, this.clock.now());
  }
}
