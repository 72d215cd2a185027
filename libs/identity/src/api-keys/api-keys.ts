import { createHash, randomBytes } from 'node:crypto';
import { newUuid, type OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { type Action, requireMay } from '../access/permissions.js';
import type { AuditedWork } from '../audit/audited-work.js';
import type { Organization } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import { givableActions } from '../roles/role-limits.js';
import {
  ApiKeyActionError,
  ApiKeyExpiryError,
  ApiKeyLimitError,
  ApiKeyRefusedError,
  ApiKeyUnknownError,
} from './api-key.errors.js';
import {
  API_KEY_LIFETIME_MS,
  API_KEY_LONGEST_LIFETIME_MS,
  API_KEY_PREFIX,
  API_KEYS_KEPT,
  type ApiKey,
  actionsOfPeople,
  stateOfKey,
} from './api-key.js';
import type { ApiKeyStore } from './api-key.store.js';

/** Random bytes of a key. */
const KEY_BYTES = 32;
/** A key as it is issued: the prefix and 32 bytes in base64url. */
const KEY = new RegExp(`^${API_KEY_PREFIX}[A-Za-z0-9_-]{43}$`);
/** How old the note of the last use may get, milliseconds: not every request writes. */
const USE_NOTED_EVERY_MS = 60_000;

/** What is known of a key before it is made. */
export interface ApiKeyDraft {
  readonly name: string;
  /** Names of the permission table. */
  readonly actions: readonly string[];
  /** Default: in 90 days. */
  readonly expiresAt?: Date | undefined;
}

/** Keys with which programs act for an organization. */
export class ApiKeys {
  constructor(
    private readonly organizations: Organizations,
    private readonly store: ApiKeyStore,
    private readonly work: AuditedWork,
  ) {}

  /** Whether a bearer token is meant to be an API key. */
  static looksLikeOne(token: string): boolean {
    return token.startsWith(API_KEY_PREFIX);
  }

  /**
   * Makes a key. It is in this answer and nowhere else; only its SHA-256 is kept.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   * @throws {ApiKeyActionError} an action that is none, for people only, more than the organization's
   *   administrators may, or not the actor's to give there
   * @throws {ApiKeyExpiryError} an end in the past or more than 366 days away
   * @throws {ApiKeyLimitError} the organization has 50 that work
   */
  async create(actor: Actor, id: OrganizationId, draft: ApiKeyDraft): Promise<{ apiKey: ApiKey; key: string }> {
    // One at a time: two that are made at once would not see each other's row.
    return this.organizations.whileHeld(actor, id, 'api-key.administer', async (organization) => {
      const createdAt = this.work.now();
      const expiresAt = draft.expiresAt ?? new Date(createdAt.getTime() + API_KEY_LIFETIME_MS);
      const latest = new Date(createdAt.getTime() + API_KEY_LONGEST_LIFETIME_MS);
      if (expiresAt <= createdAt || expiresAt > latest) throw new ApiKeyExpiryError(expiresAt, latest);
      const key = `${API_KEY_PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
      const apiKey: ApiKey = {
        id: newUuid(createdAt),
        organizationId: id,
        name: draft.name,
        actions: allowedActions(actor, organization, draft.actions),
        createdById: actor.personId,
        createdAt,
        expiresAt,
        lastUsedAt: null,
        revokedAt: null,
      };
      if ((await this.store.countActive(id, createdAt)) >= API_KEYS_KEPT) throw new ApiKeyLimitError(API_KEYS_KEPT);
      await this.store.add(apiKey, digestOf(key));
      const after = { name: apiKey.name, actions: [...apiKey.actions], expiresAt: expiresAt.toISOString() };
      await this.#record(actor, 'api-key.created', apiKey, after);
      return { apiKey, key };
    });
  }

  /**
   * The keys of an organization, newest first, those that ended among them.
   *
   * @param before id of the last one of the page before
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async list(actor: Actor, id: OrganizationId, limit: number, before?: string): Promise<readonly ApiKey[]> {
    await this.#administered(actor, id);
    return this.store.list(id, limit, before);
  }

  /**
   * Ends a key, at once; ending it again changes nothing.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | ApiKeyUnknownError}
   */
  async revoke(actor: Actor, id: OrganizationId, apiKeyId: string): Promise<void> {
    await this.#administered(actor, id);
    const apiKey = await this.store.find(apiKeyId);
    if (apiKey?.organizationId !== id) throw new ApiKeyUnknownError(apiKeyId);
    await this.work.run(async () => {
      if (!(await this.store.revoke(apiKeyId, this.work.now()))) return;
      await this.#record(actor, 'api-key.revoked', apiKey, { name: apiKey.name });
    });
  }

  /**
   * Says who a key speaks for: its maker, in its organization, with its actions and nothing more.
   *
   * @throws {ApiKeyRefusedError}
   */
  async authenticate(key: string): Promise<Actor> {
    const found = KEY.test(key) ? await this.store.findByHash(digestOf(key)) : undefined;
    const now = this.work.now();
    if (!found || stateOfKey(found.apiKey, now) !== 'active') throw new ApiKeyRefusedError();
    const { apiKey, organization } = found;
    if (now.getTime() - (apiKey.lastUsedAt?.getTime() ?? 0) >= USE_NOTED_EVERY_MS)
      await this.store.noteUse(apiKey.id, now);
    const { id: organizationId, kind, path } = organization;
    return {
      personId: apiKey.createdById,
      email: apiKey.name,
      sessionId: apiKey.id,
      apiKeyId: apiKey.id,
      memberships: [{ organizationId, kind, path, role: 'admin', actions: apiKey.actions }],
    };
  }

  async #administered(actor: Actor, id: OrganizationId): Promise<Organization> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'api-key.administer', organization);
    return organization;
  }

  #record(
    actor: Actor,
    action: `api-key.${string}`,
    { id, organizationId }: ApiKey,
    after: Record<string, string | string[]>,
  ) {
    const subject = { kind: 'api-key', id };
    return this.work.record({ action, actorId: actor.personId, organizationId, subject, after });
  }
}

/** The actions, each once, in the order of the table. */
function allowedActions(actor: Actor, organization: Organization, wanted: readonly string[]): readonly Action[] {
  const givable = givableActions(actor, organization, 'api-key.administer');
  const allowed = givable.filter((action) => !actionsOfPeople.includes(action));
  const refused = wanted.find((name) => !(allowed as readonly string[]).includes(name));
  if (refused !== undefined) throw new ApiKeyActionError(refused, allowed);
  return allowed.filter((action) => wanted.includes(action));
}

/** The key's 256 random bits need no salt and no slow hash. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key, 'ascii').digest();
}
