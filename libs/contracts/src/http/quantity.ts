import { z } from 'zod';

/** What is known of a quantity besides what devices say. */
export const quantityDescription = z
  .object({
    unit: z.string().nullable().describe('Of values that come without one; a unit symbol of SenML (RFC 8428 §12.1).'),
    decimals: z.int().describe('As many as are worth showing.'),
    kind: z.enum(['measurement', 'state']).describe('state: on or off, a mode, a text.'),
    low: z.number().nullable().describe('Below it a value is out of the ordinary; null: no such limit.'),
    high: z.number().nullable().describe('Above it a value is out of the ordinary; null: no such limit.'),
  })
  .meta({ id: 'QuantityDescription' });
export type QuantityDescription = z.infer<typeof quantityDescription>;

/** Answer of `GET /quantities`, by name. */
export const quantityList = z
  .object({ items: z.array(quantityDescription.extend({ name: z.string() })) })
  .meta({ id: 'QuantityList' });
export type QuantityListBody = z.infer<typeof quantityList>;
