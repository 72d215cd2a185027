import { z } from 'zod';

/**
 * Makes of what is typed into a form what a contract takes, so that the fields hold texts and what they refuse stands at
 * them by its path.
 *
 * @param read texts to values; what cannot be read becomes something that the contract refuses, such as NaN
 */
export const typedFor = <Typed, Output, Input>(
  contract: z.ZodType<Output, Awaited<Input>>,
  read: (typed: Typed) => Input,
) => z.custom<Typed>().transform(read).pipe(contract);

/** What is typed, without the spaces around it; undefined where that is nothing. */
export const textOrNone = (typed: string | undefined): string | undefined => typed?.trim() || undefined;

/** The same; null where it is nothing, which empties a field of the platform. */
export const textOrNull = (typed: string | undefined): string | null => typed?.trim() || null;

/**
 * A number as people type it: with a decimal point or a decimal comma, and spaces where they like.
 *
 * @returns NaN for what is none
 */
export function numberOrNone(typed: string | undefined): number | undefined {
  const text = typed?.replace(/\s/g, '').replace(',', '.') ?? '';
  if (text === '') return undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}
