import { z } from 'zod';
import { deviceBatchOutcome, deviceBatchStatus } from '#libs/contracts/http';

const cursor = z.string().max(4096).optional().catch(undefined);

/** What the address of the list says, by the names of the API's own parameters. What is wrong in it is left out. */
export const batchSearch = z.object({ status: deviceBatchStatus.optional().catch(undefined), cursor });
export type BatchSearch = z.output<typeof batchSearch>;

/** Which devices of one batch are looked at. */
export const batchRowSearch = z.object({ outcome: deviceBatchOutcome.optional().catch(undefined), cursor });
export type BatchRowSearch = z.output<typeof batchRowSearch>;
