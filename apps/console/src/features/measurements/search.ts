import { z } from 'zod';
import { uuid } from '#libs/contracts/http';

const optionalId = uuid.optional().catch(undefined);

/** What the address of an asset's page says of its oil samples. What is wrong in it is left out. */
export const measurementSearch = z.object({
  /** The sample that is looked at; the newest when absent. */
  sample: optionalId,
  /** The file that is being taken in. */
  file: optionalId,
});
export type MeasurementSearch = z.output<typeof measurementSearch>;
