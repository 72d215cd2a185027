import { type OrganizationId, organizationId } from '#libs/kernel';
import type { IdentityProviderModel, RegistryDatabase } from '#prisma';
import type { SecretBox } from '../second-factor/secret-box.js';
import type { IdentityProvider, SingleSignOnAttempt } from './identity-provider.js';

/**
 * Identity providers of organizations, one each, and the sign-ins under way at them.
 *
 * Identity providers in the registry's tables `identity_provider` and `single_sign_on_attempt`.
 */
export class IdentityProviderStore {
  /** @param secrets keeps the client secrets */
  constructor(
    private readonly database: RegistryDatabase,
    private readonly secrets: SecretBox,
  ) {}

  /** Adds or replaces the organization's. @param clientSecret undefined: the one that is there stays */
  async put(provider: IdentityProvider, clientSecret: string | undefined): Promise<void> {
    const { id, organizationId: organization, createdAt, emailDomains, ...rest } = provider;
    const fields = { ...rest, emailDomains: [...emailDomains] };
    const where = { organizationId: organization };
    if (clientSecret === undefined) {
      await this.database.client.identityProvider.update({ where, data: fields });
      return;
    }
    const sealed = { ...fields, clientSecret: this.secrets.seal(clientSecret, id) };
    await this.database.client.identityProvider.upsert({
      where,
      create: { id, organizationId: organization, createdAt, ...sealed },
      update: sealed,
    });
  }

  async findOf(organization: OrganizationId): Promise<IdentityProvider | undefined> {
    const row = await this.database.client.identityProvider.findUnique({ where: { organizationId: organization } });
    return row ? providerFrom(row) : undefined;
  }

  async find(id: string): Promise<IdentityProvider | undefined> {
    const row = await this.database.client.identityProvider.findUnique({ where: { id } });
    return row ? providerFrom(row) : undefined;
  }

  /** Those that are believed about a domain, oldest first. @param limit at most so many */
  async speakingFor(domain: string, limit: number): Promise<IdentityProvider[]> {
    const rows = await this.database.client.identityProvider.findMany({
      where: { emailDomains: { has: domain } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(providerFrom);
  }

  /** @returns false if there was none */
  async remove(organization: OrganizationId): Promise<boolean> {
    const { count } = await this.database.client.identityProvider.deleteMany({
      where: { organizationId: organization },
    });
    return count === 1;
  }

  async clientSecretOf(id: string): Promise<string> {
    const { clientSecret } = await this.database.client.identityProvider.findUniqueOrThrow({ where: { id } });
    return this.secrets.open(clientSecret, id);
  }

  async addAttempt(attempt: SingleSignOnAttempt, stateHash: Buffer): Promise<void> {
    const data = { ...attempt, stateHash: Uint8Array.from(stateHash) };
    await this.database.client.singleSignOnAttempt.create({ data });
  }

  /** Takes an attempt out: it can be completed once. */
  async takeAttempt(stateHash: Buffer): Promise<SingleSignOnAttempt | undefined> {
    const [row] = await this.database.client.$queryRaw<SingleSignOnAttempt[]>`
      DELETE FROM single_sign_on_attempt
      WHERE state_hash = ${Uint8Array.from(stateHash)}
      RETURNING id, identity_provider_id AS "identityProviderId", nonce, code_verifier AS "codeVerifier",
                expires_at AS "expiresAt"`;
    return row;
  }
}

function providerFrom(row: IdentityProviderModel): IdentityProvider {
  return {
    id: row.id,
    organizationId: organizationId(row.organizationId),
    issuer: row.issuer,
    clientId: row.clientId,
    emailDomains: row.emailDomains,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
