import { type AssetStore, AssetUnknownError } from '#libs/equipment';
import {
  type Action,
  type Actor,
  type AuditEntry,
  type AuditedWork,
  type FleetAccess,
  may,
  requireMay,
  scopeOf,
  sees,
} from '#libs/identity';
import { newUuid, organizationId } from '#libs/kernel';
import type { AdministratorNotices, Notice } from '#libs/notifications';
import {
  AssetServedError,
  ProposalAnsweredError,
  ProposalOpenError,
  ProposalUnknownError,
  SiteNotOfCustomerError,
} from './proposal.errors.js';
import type {
  Proposal,
  ProposalOfAsset,
  ProposalSelection,
  ProposalStatus,
  ProposalStore,
  ProposedAsset,
} from './proposal.store.js';
import { serviceProposalMail } from './service-proposal.mail.js';

/** What a customer may say of the machine when it accepts; absent fields stay. */
export interface AcceptanceForm {
  readonly name?: string | undefined;
  readonly siteId?: string | undefined;
}

/** Providers offer to look after machines, customers accept or decline (R3-33, R3-45). */
export class Proposals {
  constructor(
    private readonly store: ProposalStore,
    private readonly assets: AssetStore,
    private readonly access: FleetAccess,
    private readonly work: AuditedWork,
    private readonly notices: AdministratorNotices,
  ) {}

  /**
   * Offers the customer to look after a machine of theirs; its administrators get a mail.
   *
   * @throws {AssetUnknownError | NotAllowedError} only the provider above the customer proposes
   * @throws {AssetServedError} the customer accepted before
   * @throws {ProposalOpenError} an offer waits for its answer
   */
  propose(actor: Actor, assetId: string, message: string | undefined): Promise<Proposal> {
    return this.work.run(async () => {
      await this.#require(actor, assetId, await this.store.asset(assetId));
      const asset = await this.#require(actor, assetId, await this.store.lockAsset(assetId));
      const provider = asset.providerAbove;
      if (!provider) throw new AssetUnknownError(assetId);
      if (asset.linkedAt && asset.providerId === provider.id) throw new AssetServedError(assetId);
      const proposedAt = this.work.now();
      await this.#makeRoom(actor, asset, provider.id, proposedAt);
      const id = newUuid(proposedAt);
      const made = { message: message ?? null, proposedById: actor.personId, proposedAt };
      await this.store.add({ id, ...made, assetId, providerId: provider.id });
      await this.#record(actor, asset, id, 'proposal.made', { providerId: provider.id });
      await this.notices.post([
        {
          organizationId: asset.owner.id,
          notice: {
            kind: 'service-proposed',
            key: `service-proposed ${id}`,
            aboutId: asset.owner.id,
            params: { proposalId: id, providerName: provider.name, machine: asset.shownName },
          },
          to: (firstName) =>
            serviceProposalMail.with({
              firstName,
              organizationName: asset.customer.name,
              providerName: provider.name,
              machine: asset.shownName,
              message: made.message,
            }),
        },
      ]);
      return this.#get(id);
    });
  }

  /**
   * Takes the offer: from now on the machine counts as linked (R3-10, R3-45), and the provider looks after it.
   *
   * @throws {ProposalUnknownError | NotAllowedError | ProposalAnsweredError}
   * @throws {SiteNotOfCustomerError} it cannot stand there
   */
  accept(actor: Actor, id: string, { name, siteId }: AcceptanceForm): Promise<Proposal> {
    return this.work.run(async () => {
      const { proposal, asset } = await this.#holdOpen(actor, 'service.answer', id);
      if (siteId !== undefined && !(await this.store.hasSite(asset.owner.id, siteId)))
        throw new SiteNotOfCustomerError(siteId);
      const at = this.work.now();
      const after = { name: name ?? asset.name, siteId: siteId ?? asset.siteId, providerId: proposal.provider.id };
      await this.assets.link(asset.id, after, at);
      await this.#close(actor, id, 'accepted', at);
      const before = { name: asset.name, siteId: asset.siteId, providerId: asset.providerId };
      const was = { ...before, linkedAt: asset.linkedAt?.toISOString() ?? null };
      const is = { ...after, linkedAt: (asset.linkedAt ?? at).toISOString() };
      await this.#record(actor, asset, id, 'proposal.accepted', {}, { before: was, after: is });
      await this.#tellProvider(asset, proposal, 'accepted');
      return this.#get(id);
    });
  }

  /**
   * Refuses the offer; the provider may make another.
   *
   * @throws {ProposalUnknownError | NotAllowedError | ProposalAnsweredError}
   */
  decline(actor: Actor, id: string, reason: string | undefined): Promise<Proposal> {
    return this.work.run(async () => {
      const { asset, proposal } = await this.#holdOpen(actor, 'service.answer', id);
      await this.#close(actor, id, 'declined', this.work.now(), reason);
      await this.#record(actor, asset, id, 'proposal.declined', { reason: reason ?? null });
      await this.#tellProvider(asset, proposal, 'declined');
      return this.#get(id);
    });
  }

  /**
   * Takes the offer back before it is answered.
   *
   * @throws {ProposalUnknownError | NotAllowedError | ProposalAnsweredError}
   */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.work.run(async () => {
      const { asset } = await this.#holdOpen(actor, 'service.propose', id);
      await this.#close(actor, id, 'withdrawn', this.work.now());
      await this.#record(actor, asset, id, 'proposal.withdrawn', {});
    });
  }

  /** What the actor's organizations proposed or were proposed, newest first. */
  list(actor: Actor, selection: Omit<ProposalSelection, 'assetId'>): Promise<readonly Proposal[]> {
    return this.store.list(scopeOf(actor).paths, selection);
  }

  /**
   * The proposals about one asset, newest first; none for whom its site is only shared with: they are no business of
   * theirs.
   *
   * @throws {AssetUnknownError | NotAllowedError}
   */
  async listOf(actor: Actor, assetId: string, selection: ProposalSelection): Promise<readonly Proposal[]> {
    const unknown = () => new AssetUnknownError(assetId);
    await this.access.require(actor, 'fleet.read', await this.store.asset(assetId), unknown);
    return this.store.list(scopeOf(actor).paths, { ...selection, assetId });
  }

  /** What the actor may do with the proposal, which they see: answer it or take it back, as long as it is open. */
  allowed(actor: Actor, { status, owner }: Pick<Proposal, 'status' | 'owner'>): readonly Action[] {
    if (status !== 'proposed') return [];
    return (['service.answer', 'service.propose'] as const).filter((action) => may(actor, action, owner));
  }

  #require(actor: Actor, id: string, asset: ProposedAsset | undefined): Promise<ProposedAsset> {
    return this.access.require(actor, 'service.propose', asset, () => new AssetUnknownError(id));
  }

  /** An open offer of a provider that stands above the customer no more ends; nobody would see it any longer. */
  async #makeRoom(actor: Actor, asset: ProposedAsset, providerId: string, at: Date): Promise<void> {
    const open = await this.store.open(asset.id);
    if (!open) return;
    if (open.providerId === providerId) throw new ProposalOpenError(asset.id, open.id);
    await this.#close(actor, open.id, 'withdrawn', at);
    await this.#record(actor, asset, open.id, 'proposal.withdrawn', {});
  }

  /** An open proposal that stays open until the unit of work ends; one that is hidden is answered before it waits. */
  async #holdOpen(actor: Actor, action: Action, id: string): Promise<ProposalOfAsset> {
    const { asset } = await this.#see(actor, action, id);
    await this.store.lockAsset(asset.id);
    const held = await this.#see(actor, action, id);
    const { status } = held.proposal;
    if (status !== 'proposed') throw new ProposalAnsweredError(id, status);
    return held;
  }

  async #see(actor: Actor, action: Action, id: string): Promise<ProposalOfAsset> {
    const found = await this.store.find(id);
    if (!found || !sees(actor, found.asset.owner)) throw new ProposalUnknownError(id);
    requireMay(actor, action, found.asset.owner);
    return found;
  }

  #close(actor: Actor, id: string, status: ProposalStatus, answeredAt: Date, reason?: string): Promise<void> {
    return this.store.close(id, { status, answeredById: actor.personId, answeredAt, reason: reason ?? null });
  }

  async #tellProvider(
    { owner, customer, shownName }: ProposedAsset,
    { id, provider }: Proposal,
    answer: 'accepted' | 'declined',
  ): Promise<void> {
    const notice: Notice = {
      kind: 'proposal-answered',
      key: `proposal-answered ${id}`,
      aboutId: owner.id,
      params: { proposalId: id, customerName: customer.name, machine: shownName, answer },
    };
    await this.notices.post([{ organizationId: organizationId(provider.id), notice }]);
  }

  async #get(id: string): Promise<Proposal> {
    const found = await this.store.find(id);
    if (!found) throw new ProposalUnknownError(id);
    return found.proposal;
  }

  #record(
    actor: Actor,
    { id: assetId, owner }: ProposedAsset,
    id: string,
    action: `proposal.${string}`,
    details: Readonly<Record<string, string | null>>,
    change: Pick<AuditEntry, 'before' | 'after'> = {},
  ): Promise<void> {
    return this.work.record({
      action,
      actorId: actor.personId,
      organizationId: owner.id,
      subject: { kind: 'proposal', id },
      details: { assetId, ...details },
      ...change,
    });
  }
}
