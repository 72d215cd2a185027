import { type NamedOrganization, type Owner, organizationsIn, type Placed } from '#libs/identity';
import { type OrganizationId, organizationId, type PersonId, personId } from '#libs/kernel';
import { AFTER_ANY, Prisma, type RegistryDatabase } from '#prisma';

interface AssetRow {
  readonly asset_id: string;
  readonly name: string | null;
  readonly shown_name: string;
  readonly site_id: string | null;
  readonly linked_at: Date | null;
  readonly asset_provider_id: string | null;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly path: string;
  readonly delegates_certificates: boolean;
  readonly provider_id: string | null;
  readonly provider_name: string | null;
}

interface ProposalRow extends AssetRow {
  readonly id: string;
  readonly status: ProposalStatus;
  readonly message: string | null;
  readonly proposed_by_id: string;
  readonly proposed_at: Date;
  readonly answered_by_id: string | null;
  readonly answered_at: Date | null;
  readonly reason: string | null;
}

/** An asset `a`, its owner `o` and the provider `v` above the owner. */
const assetColumns = Prisma.sql`
  a.id AS asset_id, a.name, coalesce(a.name, a.model_number || ' ' || a.serial_number) AS shown_name, a.site_id,
  a.linked_at, a.provider_id AS asset_provider_id, o.id AS organization_id, o.name AS organization_name, o.path,
  o.delegates_certificates, v.id AS provider_id, v.name AS provider_name`;

const selectAsset = (id: string) => Prisma.sql`
  SELECT ${assetColumns}
  FROM asset a
  JOIN organization o ON o.id = a.organization_id
  LEFT JOIN organization v ON v.kind = 'provider' AND v.id = ANY (string_to_array(trim(BOTH '/' FROM o.path), '/')::uuid[])
  WHERE a.id = ${id}::uuid`;

/** Whoever has made a proposal and stands above the customer no more has made none. */
const selectProposals = Prisma.sql`
  SELECT p.id, p.status::text AS status, p.message, p.proposed_by_id, p.proposed_at, p.answered_by_id, p.answered_at,
    p.reason, ${assetColumns}
  FROM proposal p
  JOIN asset a ON a.id = p.asset_id
  JOIN organization o ON o.id = a.organization_id
  JOIN organization v ON v.id = p.provider_id AND o.path >= v.path AND o.path < v.path || ${AFTER_ANY}`;

/**
 * Proposals, as long as the provider that made them stands above the customer.
 *
 * Proposals in the registry's table `proposal`.
 */
export class ProposalStore {
  constructor(private readonly database: RegistryDatabase) {}

  async asset(id: string): Promise<ProposedAsset | undefined> {
    const [row] = await this.database.client.$queryRaw<AssetRow[]>`${selectAsset(id)}`;
    return row && assetFrom(row);
  }

  /**
   * As `asset`; whoever else locks it waits. Everything about an asset's proposals is written under this lock.
   */
  async lockAsset(id: string): Promise<ProposedAsset | undefined> {
    const [row] = await this.database.client.$queryRaw<AssetRow[]>`${selectAsset(id)} FOR UPDATE OF a`;
    return row && assetFrom(row);
  }

  async find(id: string): Promise<ProposalOfAsset | undefined> {
    const [row] = await this.database.client.$queryRaw<ProposalRow[]>`${selectProposals} WHERE p.id = ${id}::uuid`;
    return row && { proposal: proposalFrom(row), asset: assetFrom(row) };
  }

  /** Newest first, of assets of organizations in these subtrees. */
  async list(
    paths: readonly string[],
    { assetId, status, after, limit }: ProposalSelection,
  ): Promise<readonly Proposal[]> {
    const [afterAt, afterId] = after ?? [null, null];
    const rows = await this.database.client.$queryRaw<ProposalRow[]>`
      ${selectProposals}
      WHERE a.organization_id IN (${organizationsIn(paths)})
        AND (${assetId ?? null}::uuid IS NULL OR p.asset_id = ${assetId ?? null}::uuid)
        AND (${status ?? null}::text IS NULL OR p.status = ${status ?? null}::text::proposal_status)
        AND (${afterAt}::timestamptz IS NULL OR (p.proposed_at, p.id) < (${afterAt}::timestamptz, ${afterId}::uuid))
      ORDER BY p.proposed_at DESC, p.id DESC
      LIMIT ${limit}`;
    return rows.map(proposalFrom);
  }

  /** The open proposal of the asset, of whichever provider. */
  async open(assetId: string): Promise<{ id: string; providerId: OrganizationId } | undefined> {
    const row = await this.database.client.proposal.findFirst({
      where: { assetId, status: 'proposed' },
      select: { id: true, providerId: true },
    });
    return row ? { id: row.id, providerId: organizationId(row.providerId) } : undefined;
  }

  async add(
    proposal: Pick<Proposal, 'id' | 'message' | 'proposedById' | 'proposedAt'> & {
      readonly assetId: string;
      readonly providerId: OrganizationId;
    },
  ): Promise<void> {
    await this.database.client.proposal.create({ data: proposal });
  }

  async close(id: string, answer: Pick<Proposal, 'status' | 'answeredById' | 'answeredAt' | 'reason'>): Promise<void> {
    await this.database.client.proposal.update({ where: { id }, data: answer });
  }

  async hasSite(owner: OrganizationId, siteId: string): Promise<boolean> {
    const sites = await this.database.client.site.count({ where: { id: siteId, organizationId: owner } });
    return sites > 0;
  }
}

function assetFrom(row: AssetRow): ProposedAsset {
  const id = organizationId(row.organization_id);
  return {
    id: row.asset_id,
    shownName: row.shown_name,
    name: row.name,
    siteId: row.site_id,
    owner: { id, path: row.path, delegatesCertificates: row.delegates_certificates },
    customer: { id, name: row.organization_name },
    linkedAt: row.linked_at,
    providerId: row.asset_provider_id === null ? null : organizationId(row.asset_provider_id),
    providerAbove: providerOf(row),
  };
}

function providerOf({ provider_id: id, provider_name: name }: AssetRow) {
  return id === null || name === null ? null : { id: organizationId(id), name };
}

function proposalFrom(row: ProposalRow): Proposal {
  const { customer, shownName, id, owner, providerAbove } = assetFrom(row);
  if (!providerAbove) throw new TypeError(`Proposal ${row.id} was read without its provider.`);
  return {
    id: row.id,
    status: row.status,
    message: row.message,
    proposedById: personId(row.proposed_by_id),
    proposedAt: row.proposed_at,
    answeredById: row.answered_by_id === null ? null : personId(row.answered_by_id),
    answeredAt: row.answered_at,
    reason: row.reason,
    asset: { id, name: shownName },
    owner,
    customer,
    provider: providerAbove,
  };
}

export type ProposalStatus = 'proposed' | 'accepted' | 'declined' | 'withdrawn';

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
  /** Of the asset, as far as it decides who may do what. */
  readonly owner: Owner;
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
