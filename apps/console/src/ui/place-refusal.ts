import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import type { Refusal } from '../app/refusal';

/** What a field that the server refused is marked with, beside what its schema refuses. */
export const REFUSED = 'refused';

type Field = Refusal['fields'][number];

interface Placing {
  /** Whether the form shows a field of that path. */
  readonly knows: (path: string) => boolean;
  /** In the reader's language. */
  readonly wordsOf: (field: Field) => string;
}

/** Whether the fields of a form show all that a refusal says. */
export const isPlaced = ({ fields }: Refusal, knows: Placing['knows']): boolean =>
  fields.length > 0 && fields.every(({ path }) => knows(path));

/** Puts what the server refused at the fields of a form, by their paths, and the focus into the first of them. */
export function placeRefusal<Input extends FieldValues, Output>(
  { setError }: Pick<UseFormReturn<Input, unknown, Output>, 'setError'>,
  { fields }: Refusal,
  { knows, wordsOf }: Placing,
): void {
  for (const [place, field] of fields.filter(({ path }) => knows(path)).entries())
    setError(field.path as Path<Input>, { type: REFUSED, message: wordsOf(field) }, { shouldFocus: place === 0 });
}
