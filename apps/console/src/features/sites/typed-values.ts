import { numberOrNone, textOrNone, textOrNull } from '../../ui/typed';

/** What a field holds: a number that was there before, or what is typed. */
const read =
  <Value>(as: (typed: string) => Value) =>
  (held: unknown): Value =>
    as(String(held ?? ''));

/** How the fields of a new site are read: what is left empty is not sent. */
export const asTyped = {
  name: {},
  address: { setValueAs: read(textOrNone) },
  lat: { setValueAs: read(numberOrNone) },
  lon: { setValueAs: read(numberOrNone) },
  timeZone: { setValueAs: read(textOrNone) },
} as const;

const numberOrNull = (typed: string) => numberOrNone(typed) ?? null;

/** How those of a site that is there are read: what is emptied is taken away. */
export const asChanged = {
  name: {},
  address: { setValueAs: read(textOrNull) },
  lat: { setValueAs: read(numberOrNull) },
  lon: { setValueAs: read(numberOrNull) },
  timeZone: { setValueAs: read(textOrNull) },
} as const;
