import { DomainError, type OrganizationId } from '#libs/kernel';

/** No asset with this id belongs to the organizations the caller sees, or stands at a site that was shared. */
export class AssetUnknownError extends DomainError<{ assetId: string; field?: string }> {
  readonly code = 'fleet.asset-unknown';
  readonly kind = 'not-found';

  /** @param field of the request body that named it, if it was not the address of the request */
  constructor(assetId: string, field?: string) {
    super(
      `There is no asset ${assetId} in your organizations. Look it up by its serial number in the list of assets.`,
      { assetId, ...(field !== undefined && { field }) },
    );
  }
}

/** Assets are customers'. */
export class AssetOwnerKindError extends DomainError<{ organizationId: OrganizationId; kind: string; field: string }> {
  readonly code = 'fleet.asset-owner-kind';
  readonly kind = 'invalid';

  constructor(organizationId: OrganizationId, kind: string) {
    super(`An asset belongs to a customer, but organization ${organizationId} is of kind ${kind}. Choose a customer.`, {
      organizationId,
      kind,
      field: 'organizationId',
    });
  }
}

/** The customer has an asset of this model number and serial number already. */
export class AssetTakenError extends DomainError<{ modelNumber: string; serialNumber: string; field: string }> {
  readonly code = 'fleet.asset-taken';
  readonly kind = 'conflict';

  /** @param field of the request with the serial number */
  constructor(modelNumber: string, serialNumber: string, field: string, options?: ErrorOptions) {
    super(
      `The customer has an asset ${modelNumber} with the serial number "${serialNumber}" already. Compare with its label, or change the asset that is there.`,
      { modelNumber, serialNumber, field },
      options,
    );
  }
}

/** The place is none of the customer's. */
export class AssetSiteError extends DomainError<{ siteId: string; field: string }> {
  readonly code = 'fleet.asset-site';
  readonly kind = 'invalid';

  constructor(siteId: string, organizationId: OrganizationId) {
    super(`There is no site ${siteId} of organization ${organizationId}. An asset stands at a site of its customer.`, {
      siteId,
      field: 'siteId',
    });
  }
}

/** A warranty that ends before it begins. */
export class WarrantySpanError extends DomainError<{ begin: string; end: string; field: string }> {
  readonly code = 'fleet.warranty-span';
  readonly kind = 'invalid';

  constructor(begin: string, end: string) {
    super(`The warranty begins on ${begin}, but would end on ${end} already. Its end must be later.`, {
      begin,
      end,
      field: 'warrantyEnd',
    });
  }
}

/** What is wrong with the value of one attribute. */
export interface AttributeFault {
  /** Dotted: `attributes.ratedPower`. */
  readonly path: string;
  readonly message: string;
}

/** Values are not what the kind of equipment asks for. */
export class AttributeValuesError extends DomainError<{ errors: readonly AttributeFault[] }> {
  readonly code = 'fleet.attribute-values';
  readonly kind = 'invalid';

  /** @param errors at least one */
  constructor(errors: readonly AttributeFault[]) {
    super(errors.map(({ message }) => message).join(' '), { errors });
  }
}

/** The serial number given to confirm a deletion is another one. */
export class AssetConfirmationError extends DomainError<{ confirm: string; field: string }> {
  readonly code = 'fleet.asset-confirmation';
  readonly kind = 'invalid';

  constructor(confirm: string) {
    super(
      `"${confirm}" is not the serial number of the asset, so nothing was deleted. Give its serial number exactly, in the same case.`,
      { confirm, field: 'confirm' },
    );
  }
}

/** Who would configure is above the customer, and none of its people. */
export class CustomersConfigureError extends DomainError<{ organizationId: OrganizationId }> {
  readonly code = 'fleet.customers-configure';
  readonly kind = 'forbidden';

  constructor(organizationId: OrganizationId) {
    super(
      `Only people of organization ${organizationId} configure its assets. A provider’s person can join it by POST /organizations/${organizationId}/members/me, which is logged and shown to the customer.`,
      { organizationId },
    );
  }
}
