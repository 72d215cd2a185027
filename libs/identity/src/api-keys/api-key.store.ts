import { type OrganizationId, organizationId, personId } from '#libs/kernel';
import type { ApiKeyModel, RegistryDatabase } from '#prisma';
import { actions } from '../access/permissions.js';
import type { ApiKey } from './api-key.js';

/**
 * API keys by the SHA-256 of the key.
 *
 * API keys in the registry's table `api_key`.
 */
export class ApiKeyStore {
  constructor(private readonly database: RegistryDatabase) {}

  async add(apiKey: ApiKey, hash: Buffer): Promise<void> {
    const data = { ...apiKey, actions: [...apiKey.actions], tokenHash: Uint8Array.from(hash) };
    await this.database.client.apiKey.create({ data });
  }

  async find(id: string): Promise<ApiKey | undefined> {
    const row = await this.database.client.apiKey.findUnique({ where: { id } });
    return row ? apiKeyFrom(row) : undefined;
  }

  /** The key and its organization; every request of a program asks it. */
  async findByHash(hash: Buffer) {
    const row = await this.database.client.apiKey.findUnique({
      where: { tokenHash: Uint8Array.from(hash) },
      include: { organization: { select: { kind: true, path: true } } },
    });
    if (!row) return undefined;
    const { organization, ...key } = row;
    return { apiKey: apiKeyFrom(key), organization: { id: organizationId(key.organizationId), ...organization } };
  }

  /** Newest first; `before` is the id of the last one seen. */
  async list(organization: OrganizationId, limit: number, before: string | undefined) {
    // Ids are UUIDs of version 7: later ones are larger.
    const rows = await this.database.client.apiKey.findMany({
      where: { organizationId: organization, ...(before !== undefined && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(apiKeyFrom);
  }

  /** How many are neither revoked nor expired. */
  countActive(organization: OrganizationId, at: Date): Promise<number> {
    return this.database.client.apiKey.count({
      where: { organizationId: organization, revokedAt: null, expiresAt: { gt: at } },
    });
  }

  /** @returns false if it was revoked already */
  async revoke(id: string, at: Date): Promise<boolean> {
    const { count } = await this.database.client.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: at },
    });
    return count === 1;
  }

  async noteUse(id: string, at: Date): Promise<void> {
    await this.database.client.apiKey.updateMany({ where: { id }, data: { lastUsedAt: at } });
  }
}

function apiKeyFrom(row: ApiKeyModel): ApiKey {
  return {
    id: row.id,
    organizationId: organizationId(row.organizationId),
    name: row.name,
    actions: actions.filter((action) => row.actions.includes(action)),
    createdById: personId(row.createdById),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
    revokedAt: row.revokedAt,
  };
}
