import { randomBytes } from 'node:crypto';
import type { OrganizationId } from '#libs/kernel';
import { NotAllowedError } from '../access/access.errors.js';
import type { Actor } from '../access/actor.js';
import type { AuditedWork } from '../audit/audited-work.js';
import { TYPED_CODE_BYTES, typedCodeFrom, typedCodeIn } from '../links/typed-code.js';
import type { Organization } from './organization.js';
import type { OrganizationKeyStore } from './organization-key.store.js';
import type { Organizations } from './organizations.js';

/** Whether the actor has the built-in role of an administrator in this very organization, as a person. */
export const administers = (actor: Actor, id: OrganizationId): boolean =>
  actor.apiKeyId === undefined &&
  actor.memberships.some((own) => own.organizationId === id && own.role === 'admin' && own.actions === undefined);

/** The keys by which organizations let others address them (R4-09, R4-10). */
export class OrganizationKeys {
  constructor(
    private readonly organizations: Organizations,
    private readonly store: OrganizationKeyStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * The key for the organization's own administrators, who hand it over; made when it is first asked for.
   *
   * @throws {OrganizationUnknownError}
   * @throws {NotAllowedError} the actor is none of its administrators: not those above it either
   */
  async get(actor: Actor, id: OrganizationId): Promise<string> {
    await this.#require(actor, id);
    const key = await this.store.find(id);
    return key ?? this.#make(actor, id, (made) => made);
  }

  /**
   * Makes another key; from then on nobody is addressed by the old one. What was shared by it stays.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async renew(actor: Actor, id: OrganizationId): Promise<string> {
    await this.#require(actor, id);
    return this.#make(actor, id, () => undefined);
  }

  /** Whose key somebody typed; undefined: nobody's. */
  async organizationOf(typed: string): Promise<Pick<Organization, 'id' | 'name'> | undefined> {
    const key = typedCodeIn(typed);
    return key === undefined ? undefined : this.store.organizationOf(key);
  }

  async #require(actor: Actor, id: OrganizationId): Promise<void> {
    await this.organizations.get(actor, id);
    if (!administers(actor, id)) throw new NotAllowedError('organization.key', id);
  }

  /** @param kept of a key that is there: undefined, a new one is made */
  #make(actor: Actor, id: OrganizationId, kept: (key: string | undefined) => string | undefined): Promise<string> {
    return this.work.run(async () => {
      await this.organizations.hold(actor, id);
      const before = await this.store.find(id);
      const stays = kept(before);
      if (stays !== undefined) return stays;
      const key = typedCodeFrom(randomBytes(TYPED_CODE_BYTES));
      await this.store.set(id, key);
      await this.work.record({
        action: before === undefined ? 'organization-key.made' : 'organization-key.renewed',
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'organization', id },
      });
      return key;
    });
  }
}
