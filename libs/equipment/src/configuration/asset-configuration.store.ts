import { type PersonId, personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** Bounds of a quantity beyond which somebody is to be told; at least one of low and high. */
export interface Threshold {
  readonly quantity: string;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly unit?: string | undefined;
}

/** What the customer's people set for an asset (R0-26). */
export interface AssetConfiguration {
  /** Each quantity once. */
  readonly thresholds: readonly Threshold[];
  readonly contactNote: string | null;
}

/** A configuration with who set it when; both are null if nobody did. */
export interface KnownConfiguration extends AssetConfiguration {
  readonly configuredAt: Date | null;
  readonly configuredById: PersonId | null;
}

interface ConfigurationRow {
  /** Empty as long as nobody configured it. */
  readonly configuration: Partial<AssetConfiguration>;
  readonly configured_at: Date | null;
  readonly configured_by_id: string | null;
}

/**
 * The configurations, one of each asset.
 *
 * Configurations in a column of the registry's table `asset`.
 */
export class AssetConfigurationStore {
  constructor(private readonly database: RegistryDatabase) {}

  async find(assetId: string): Promise<KnownConfiguration> {
    const [row] = await this.database.client.$queryRaw<ConfigurationRow[]>`
      SELECT configuration, configured_at, configured_by_id FROM asset WHERE id = ${assetId}::uuid`;
    const { thresholds = [], contactNote = null } = row?.configuration ?? {};
    const byId = row?.configured_by_id ?? null;
    return {
      thresholds,
      contactNote,
      configuredAt: row?.configured_at ?? null,
      configuredById: byId === null ? null : personId(byId),
    };
  }

  async put(assetId: string, configuration: AssetConfiguration, at: Date, byId: PersonId): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE asset
      SET configuration = ${JSON.stringify(configuration)}::jsonb, configured_at = ${at}::timestamptz,
        configured_by_id = ${byId}::uuid, updated_at = ${at}::timestamptz
      WHERE id = ${assetId}::uuid`;
  }
}
