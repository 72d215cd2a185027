import { DomainError } from '#libs/kernel';

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
