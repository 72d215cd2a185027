import { DomainError } from '#libs/kernel';

/** No asset with this id belongs to the organizations the caller sees, or stands at a site that was shared. */
export class AssetUnknownError extends DomainError<{ assetId: string }> {
  readonly code = 'fleet.asset-unknown';
  readonly kind = 'not-found';

  constructor(assetId: string) {
    super(
      `There is no asset ${assetId} in your organizations. Look it up by its serial number in the list of assets.`,
      {
        assetId,
      },
    );
  }
}
