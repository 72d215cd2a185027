import { newUuid, type OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import type { AuditedWork } from '../audit/audited-work.js';
import type { Organization } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import { type IdentityProvider, isUsableIssuer } from './identity-provider.js';
import type { IdentityProviderStore } from './identity-provider.store.js';
import { RelyingParty } from './relying-party.js';
import { IssuerUnusableError, NoIdentityProviderError } from './single-sign-on.errors.js';

/** What is set up for an organization. */
export interface IdentityProviderDraft {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: the one that is there stays. */
  readonly clientSecret?: string | undefined;
  readonly emailDomains: readonly string[];
}

/** Sets up where a provider's people may sign in instead. The operator does: the platform calls the address it names. */
export class IdentityProviderAdministration {
  constructor(
    private readonly organizations: Organizations,
    private readonly store: IdentityProviderStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * @returns undefined: nothing is set up
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async get(actor: Actor, id: OrganizationId): Promise<IdentityProvider | undefined> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'identity-provider.read', organization);
    return this.store.findOf(id);
  }

  /**
   * Sets it up or changes it, once its discovery document was read.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   * @throws {IssuerUnusableError} not https, or no discovery document there
   * @throws {NoIdentityProviderError} no secret was given, and there is none to keep
   */
  async put(actor: Actor, id: OrganizationId, draft: IdentityProviderDraft): Promise<IdentityProvider> {
    await this.#administered(actor, id);
    if (!isUsableIssuer(draft.issuer)) throw new IssuerUnusableError(draft.issuer);
    const found = await this.store.findOf(id);
    const clientSecret = draft.clientSecret ?? (found && (await this.store.clientSecretOf(found.id)));
    if (clientSecret === undefined) throw new NoIdentityProviderError(id);
    const updatedAt = this.work.now();
    const { issuer, clientId, emailDomains } = draft;
    const { id: providerId, createdAt } = found ?? { id: newUuid(updatedAt), createdAt: updatedAt };
    const provider = { id: providerId, organizationId: id, issuer, clientId, emailDomains, createdAt, updatedAt };
    // Read anew, whatever sign-ins keep: this is what is being checked.
    await RelyingParty.at(provider, clientSecret).catch((cause: unknown) => {
      throw new IssuerUnusableError(issuer, cause);
    });
    await this.work.run(async () => {
      await this.store.put(provider, draft.clientSecret);
      await this.#record(actor, 'identity-provider.set-up', provider, found);
    });
    return provider;
  }

  /** @throws {OrganizationUnknownError | NotAllowedError | NoIdentityProviderError} */
  async remove(actor: Actor, id: OrganizationId): Promise<void> {
    await this.#administered(actor, id);
    const found = await this.store.findOf(id);
    if (!found) throw new NoIdentityProviderError(id);
    await this.work.run(async () => {
      await this.store.remove(id);
      await this.#record(actor, 'identity-provider.removed', undefined, found);
    });
  }

  async #administered(actor: Actor, id: OrganizationId): Promise<Organization> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'identity-provider.administer', organization);
    return organization;
  }

  async #record(
    actor: Actor,
    action: `identity-provider.${string}`,
    after: IdentityProvider | undefined,
    before: IdentityProvider | undefined,
  ): Promise<void> {
    const { id, organizationId } = (after ?? before) as IdentityProvider; // one of them is there
    await this.work.record({
      action,
      actorId: actor.personId,
      organizationId,
      subject: { kind: 'identity-provider', id },
      ...(before && { before: recorded(before) }),
      ...(after && { after: recorded(after) }),
    });
  }
}

const recorded = ({ issuer, clientId, emailDomains }: IdentityProvider) => ({
  issuer,
  clientId,
  emailDomains: [...emailDomains],
});
