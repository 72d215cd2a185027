import { z } from 'zod';

/**
 * A parameter of an address that may be there several times: rows that have any of its values. What is wrong among them is left out.
 *
 * @param most values that the API takes
 */
export const several = <Value extends z.ZodType<string>>(value: Value, most = 10) =>
  z
    .preprocess((given) => {
      const known = [given].flat().filter((each) => value.safeParse(each).success);
      return known.length === 0 ? undefined : [...new Set(known)].slice(0, most);
    }, z.array(value).optional())
    .optional()
    .catch(undefined);
