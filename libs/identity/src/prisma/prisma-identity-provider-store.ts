import { type OrganizationId, organizationId } from '#libs/kernel';
import type { IdentityProviderModel, RegistryDatabase } from '#prisma';
import type { ForeignSignInAttempt, IdentityProvider } from '../foreign-sign-in/identity-provider.js';
import { IdentityProviderStore } from '../foreign-sign-in/store.js';
import type { SecretBox } from '../secret-box.js';

/** Identity providers in the registry's tables `identity_provider` and `foreign_sign_in_attempt`. */
export class PrismaIdentityProviderStore extends IdentityProviderStore {
  /** @param secrets keeps the client secrets */
  constructor(
    private readonly database: RegistryDatabase,
    private readonly secrets: SecretBox,
  ) {
    super();
  }

  override async put(provider: IdentityProvider, clientSecret: string | undefined): Promise<void> {
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

  override async findOf(organization: OrganizationId): Promise<IdentityProvider | undefined> {
    const row = await this.database.client.identityProvider.findUnique({ where: { organizationId: organization } });
    return row ? providerFrom(row) : undefined;
  }

  override async find(id: string): Promise<IdentityProvider | undefined> {
    const row = await this.database.client.identityProvider.findUnique({ where: { id } });
    return row ? providerFrom(row) : undefined;
  }

  override async remove(organization: OrganizationId): Promise<boolean> {
    const { count } = await this.database.client.identityProvider.deleteMany({
      where: { organizationId: organization },
    });
    return count === 1;
  }

  override async clientSecretOf(id: string): Promise<string> {
    const { clientSecret } = await this.database.client.identityProvider.findUniqueOrThrow({ where: { id } });
    return this.secrets.open(clientSecret, id);
  }

  override async addAttempt(attempt: ForeignSignInAttempt, stateHash: Buffer): Promise<void> {
    const data = { ...attempt, stateHash: Uint8Array.from(stateHash) };
    await this.database.client.foreignSignInAttempt.create({ data });
  }

  override async takeAttempt(stateHash: Buffer): Promise<ForeignSignInAttempt | undefined> {
    const [row] = await this.database.client.$queryRaw<ForeignSignInAttempt[]>`
      DELETE FROM foreign_sign_in_attempt
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
