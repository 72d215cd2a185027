import { DomainError } from '#libs/kernel';

/** No kind of equipment with this id is offered to the caller. */
export class AssetKindUnknownError extends DomainError<{ kindId: string; field?: string }> {
  readonly code = 'fleet.asset-kind-unknown';
  readonly kind = 'not-found';

  /** @param field of the request body that named it, if it was not the address of the request */
  constructor(kindId: string, field?: string) {
    super(`There is no kind of equipment ${kindId} for you. GET /asset-kinds lists them.`, {
      kindId,
      ...(field !== undefined && { field }),
    });
  }
}

/** No equipment model with this id is offered to the caller. */
export class EquipmentModelUnknownError extends DomainError<{ modelId: string }> {
  readonly code = 'fleet.equipment-model-unknown';
  readonly kind = 'not-found';

  constructor(modelId: string) {
    super(`There is no equipment model ${modelId} for you. GET /equipment-models lists them.`, { modelId });
  }
}

/** The owner has a kind or model of this name already. */
export class EquipmentNameTakenError extends DomainError<{ name: string; field: string }> {
  readonly code = 'fleet.equipment-name-taken';
  readonly kind = 'conflict';

  constructor(what: 'kind of equipment' | 'equipment model', name: string, options?: ErrorOptions) {
    super(
      `There is a ${what} "${name}" already; names differ in more than their case. Use that one, or choose another name.`,
      { name, field: 'name' },
      options,
    );
  }
}

/** Kinds and models belong to the platform or a provider, and it must be clear to which. */
export class EquipmentOwnerError extends DomainError<{ field: string }> {
  readonly code = 'fleet.equipment-owner';
  readonly kind = 'invalid';

  constructor(reason: 'not a provider' | 'several providers') {
    const why =
      reason === 'not a provider'
        ? 'Kinds and models of equipment belong to the platform or to a provider, and this organization is neither.'
        : 'You administer models of several providers.';
    super(`${why} Name a provider in organizationId.`, { field: 'organizationId' });
  }
}

/** A kind of another owner would not be seen by all who see the model. */
export class EquipmentKindOwnerError extends DomainError<{ kindId: string; field: string }> {
  readonly code = 'fleet.equipment-kind-owner';
  readonly kind = 'invalid';

  constructor(kindId: string) {
    super(
      `Kind ${kindId} belongs to another provider than the model would. Choose one of the platform’s own or of the same provider.`,
      { kindId, field: 'kindId' },
    );
  }
}
