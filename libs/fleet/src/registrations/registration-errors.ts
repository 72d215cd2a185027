import { DomainError, type OrganizationId } from '#libs/kernel';

/** A field of the form, with what is wrong with it. */
interface FieldError {
  /** Dotted, such as `device.serialNumber`. */
  readonly path: string;
  readonly message: string;
}

/** What two devices cannot share, in words. */
const uniqueFields = { serialNumber: 'serial number', macAddress: 'MAC address' } as const;

/** Another device has the serial number, the MAC address or both (R1-26). */
export class DeviceTakenError extends DomainError<{ errors: readonly FieldError[] }> {
  readonly code = 'fleet.device-taken';
  readonly kind = 'conflict';

  /** @param taken at least one, with the value that was asked for */
  constructor(taken: readonly (readonly [field: keyof typeof uniqueFields, value: string])[], options?: ErrorOptions) {
    const errors = taken.map(([field, value]) => ({
      path: `device.${field}`,
      message: `A device with the ${uniqueFields[field]} ${value} is registered already.`,
    }));
    const messages = errors.map(({ message }) => message);
    super([...messages, 'Compare with the label: each device is registered once.'].join(' '), { errors }, options);
  }
}

/** No model has this name. */
export class ModelUnknownError extends DomainError<{ field: string; name: string; known: readonly string[] }> {
  readonly code = 'fleet.model-unknown';
  readonly kind = 'invalid';

  /** @param field `device.type` or `equipment.model` */
  constructor(field: string, name: string, known: readonly string[]) {
    super(`There is no ${field} "${name}"; known: ${known.map((each) => `"${each}"`).join(', ')}.`, {
      field,
      name,
      known,
    });
  }
}

/** The customer has as many assets as it may have (R0-17, R0-19). */
export class AssetLimitError extends DomainError<{ organizationId: OrganizationId; assets: number; limit: number }> {
  readonly code = 'fleet.asset-limit';
  readonly kind = 'conflict';

  constructor(organizationId: OrganizationId, assets: number, limit: number) {
    super(
      `The customer has ${assets} assets, and its limit is ${limit}. An administrator of its provider can raise the limit.`,
      { organizationId, assets, limit },
    );
  }
}

/** A provider cannot be deleted while customers of others are served under contracts with it. */
export class ProviderHasContractsError extends DomainError<{ contracts: number }> {
  readonly code = 'fleet.provider-has-contracts';
  readonly kind = 'conflict';

  constructor(contracts: number) {
    super(
      `The provider cannot be deleted: customers of other providers have ${contracts} service contracts with it. Delete those customers first.`,
      { contracts },
    );
  }
}
