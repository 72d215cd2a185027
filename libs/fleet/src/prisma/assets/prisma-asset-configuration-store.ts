import { type PersonId, personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import {
  type AssetConfiguration,
  AssetConfigurationStore,
  type KnownConfiguration,
} from '../../assets/asset-configuration.js';

interface ConfigurationRow {
  /** Empty as long as nobody configured it. */
  readonly configuration: Partial<AssetConfiguration>;
  readonly configured_at: Date | null;
  readonly configured_by_id: string | null;
}

/** Configurations in a column of the registry's table `asset`. */
export class PrismaAssetConfigurationStore extends AssetConfigurationStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async find(assetId: string): Promise<KnownConfiguration> {
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

  override async put(assetId: string, configuration: AssetConfiguration, at: Date, byId: PersonId): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE asset
      SET configuration = ${JSON.stringify(configuration)}::jsonb, configured_at = ${at}::timestamptz,
        configured_by_id = ${byId}::uuid, updated_at = ${at}::timestamptz
      WHERE id = ${assetId}::uuid`;
  }
}
