import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Placed } from '../access.js';

export type ProposalStatus = 'proposed' | 'accepted' | 'declined' | 'withdrawn';

/** An organization as others are told of it. */
export interface NamedOrganization {
  readonly id: OrganizationId;
  readonly name: string;
}

/** A provider's offer to look after a machine (R3-33). */
export interface Proposal {
  readonly id: string;
  readonly status: ProposalStatus;
  readonly message: string | null;
  readonly proposedById: PersonId;
  readonly proposedAt: Date;
  /** Who accepted, declined or withdrew it. */
  readonly answeredById: PersonId | null;
  readonly answeredAt: Date | null;
  /** Why it was declined. */
  readonly reason: string | null;
  readonly asset: { readonly id: string; readonly name: string };
  readonly customer: NamedOrganization;
  readonly provider: NamedOrganization;
}

/** A machine as far as proposals need it. */
export interface ProposedAsset extends Placed {
  readonly id: string;
  /** Its name, or model and serial number. */
  readonly shownName: string;
  /** As somebody gave it. */
  readonly name: string | null;
  readonly customer: NamedOrganization;
  /** Since when the customer has it as its own. */
  readonly linkedAt: Date | null;
  /** The provider that looks after it. */
  readonly providerId: OrganizationId | null;
  /** The provider that stands above its owner. */
  readonly providerAbove: NamedOrganization | null;
}

/** A proposal with the machine it is about. */
export interface ProposalOfAsset {
  readonly proposal: Proposal;
  readonly asset: ProposedAsset;
}

export interface ProposalSelection {
  readonly assetId?: string | undefined;
  readonly status?: ProposalStatus | undefined;
  /** When the last one of the page before was made, RFC 3339, and its id. */
  readonly after?: readonly [proposedAt: string, id: string] | undefined;
  readonly limit: number;
}

/** What becomes of a machine whose proposal is accepted. */
export interface AcceptedAsset {
  readonly providerId: OrganizationId;
  readonly name: string | null;
  readonly siteId: string | null;
}

/** Proposals, as long as the provider that made them stands above the customer. */
export abstract class ProposalStore {
  abstract asset(id: string): Promise<ProposedAsset | undefined>;
  /** As `asset`; whoever else locks it waits. Everything about an asset's proposals is written under this lock. */
  abstract lockAsset(id: string): Promise<ProposedAsset | undefined>;
  abstract find(id: string): Promise<ProposalOfAsset | undefined>;
  /** Newest first, of assets of organizations in these subtrees. */
  abstract list(paths: readonly string[], selection: ProposalSelection): Promise<readonly Proposal[]>;
  /** The open proposal of the asset, of whichever provider. */
  abstract open(assetId: string): Promise<{ readonly id: string; readonly providerId: OrganizationId } | undefined>;
  abstract add(
    proposal: Pick<Proposal, 'id' | 'message' | 'proposedById' | 'proposedAt'> & {
      readonly assetId: string;
      readonly providerId: OrganizationId;
    },
  ): Promise<void>;
  abstract close(
    id: string,
    answer: Pick<Proposal, 'status' | 'answeredById' | 'answeredAt' | 'reason'>,
  ): Promise<void>;
  /** Links the asset, if it is not linked yet. */
  abstract link(assetId: string, accepted: AcceptedAsset, at: Date): Promise<void>;
  abstract hasSite(organizationId: OrganizationId, siteId: string): Promise<boolean>;
}
