import { z } from 'zod';
import { yesOrNo } from './fields.js';

/**
 * `GET /exports/{table}` (R3-15…R3-18); whatever else stands in the query is read as the list of the same name reads it:
 * its filters and its sort.
 */
export const exportQuery = z.looseObject({
  columns: z
    .string()
    .max(4000, 'must have at most 4000 characters')
    .transform((keys) => keys.split(','))
    .refine((keys) => new Set(keys).size === keys.length, 'must name each column once')
    .optional()
    .describe(
      'Keys parted by commas, in the order of the file, of columns you see, or of any columns with an API key; default: all you see, with an API key those of the factory setting.',
    ),
  rows: z
    .enum(['all', 'filtered'], 'must be all or filtered')
    .default('filtered')
    .describe('all: the filters beside it do not count.'),
  bom: yesOrNo.default(false).describe('Begins the file with U+FEFF, by which spreadsheets tell UTF-8.'),
  delimiter: z
    .enum([',', ';'], 'must be , or ;')
    .default(',')
    .describe('; for spreadsheets where the comma is decimal.'),
});
export type ExportQuery = z.output<typeof exportQuery>;
