import { type OrganizationId, organizationId } from '#libs/kernel';
import { AFTER_ANY, Prisma, type RegistryDatabase } from '#prisma';
import { type CustomerOnboarding, nextStepOf, type OnboardingSelection, type OnboardingStep } from './onboarding.js';

interface OnboardingRow {
  readonly id: string;
  readonly name: string;
  readonly has_people: boolean;
  readonly has_devices: boolean;
  readonly has_assets: boolean;
  readonly has_installations: boolean;
  readonly has_configurations: boolean;
}

/** A row of an organization `o`. */
const onboardingColumns = Prisma.sql`
  o.id, o.name,
  EXISTS (SELECT FROM membership WHERE membership.organization_id = o.id) AS has_people,
  EXISTS (SELECT FROM device WHERE device.organization_id = o.id) AS has_devices,
  EXISTS (SELECT FROM asset WHERE asset.organization_id = o.id) AS has_assets,
  EXISTS (
    SELECT FROM asset
    JOIN installation ON installation.asset_id = asset.id AND installation.removed_at IS NULL
    WHERE asset.organization_id = o.id) AS has_installations,
  EXISTS (
    SELECT FROM asset
    WHERE asset.organization_id = o.id AND asset.configured_at IS NOT NULL) AS has_configurations`;

/** How far customers have come. */
export class OnboardingReader {
  constructor(private readonly database: RegistryDatabase) {}

  /** Those in some subtrees by name in the order of the database, then id, in one statement. */
  async page(
    paths: readonly string[],
    { organizationId: only, after, limit }: OnboardingSelection,
  ): Promise<readonly CustomerOnboarding[]> {
    const [afterName, afterId] = after ?? [null, null];
    const rows = await this.database.client.$queryRaw<OnboardingRow[]>`
      SELECT ${onboardingColumns}
      FROM organization o
      WHERE o.kind = 'customer'
        AND EXISTS (
          SELECT FROM unnest(${paths}::text[]) AS scope(path)
          WHERE o.path >= scope.path AND o.path < scope.path || ${AFTER_ANY})
        AND (${only ?? null}::uuid IS NULL OR o.id = ${only ?? null}::uuid)
        AND (${afterName}::text IS NULL OR (o.name_key, o.id) > (name_order(${afterName}::text), ${afterId}::uuid))
      ORDER BY o.name_key, o.id
      LIMIT ${limit}`;
    return rows.map(onboardingFrom);
  }

  /** What is to be done next for each of these, in one statement; absent: nothing, or it is no customer. Whoever asks must see them. */
  async nextSteps(ids: readonly OrganizationId[]): Promise<ReadonlyMap<OrganizationId, OnboardingStep | null>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.client.$queryRaw<OnboardingRow[]>`
      SELECT ${onboardingColumns}
      FROM organization o
      WHERE o.id = ANY (${[...ids]}::uuid[]) AND o.kind = 'customer'`;
    return new Map(rows.map(onboardingFrom).map((customer) => [customer.organizationId, nextStepOf(customer)]));
  }
}

function onboardingFrom(row: OnboardingRow): CustomerOnboarding {
  return {
    organizationId: organizationId(row.id),
    name: row.name,
    done: {
      'add-people': row.has_people,
      'assign-devices': row.has_devices,
      'create-asset': row.has_assets,
      'install-device': row.has_installations,
      'configure-asset': row.has_configurations,
    },
  };
}
