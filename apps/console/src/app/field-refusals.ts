import type { Refusal } from './refusal';

interface FieldRefusal {
  /** Dotted, as the form calls its field. */
  readonly path: string;
  /** In English, as the API said it. */
  readonly message: string;
}

/**
 * What a refusal says of the fields of a form, and whether that is all it says.
 *
 * @param knows whether the form has a field of that path
 */
export function fieldRefusals(
  { fields }: Refusal,
  knows: (path: string) => boolean,
): { readonly ofFields: readonly FieldRefusal[]; readonly isWhole: boolean } {
  const ofFields = fields.filter(({ path }) => knows(path));
  return { ofFields, isWhole: ofFields.length > 0 && ofFields.length === fields.length };
}
