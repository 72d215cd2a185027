import type { DeviceBatches, DeviceBatchRow } from '#libs/devices';
import type { Actor } from '#libs/identity';
import { csvLine } from '#libs/tables';

/** Lines that are read at a time. */
const LINES = 500;

/**
 * The devices of a batch that were refused as a file in CSV, with why. Lines come as they are asked for.
 *
 * @throws {DeviceBatchUnknownError} before the first line
 */
export async function refusedDevicesFile(
  batches: DeviceBatches,
  actor: Actor,
  batchId: string,
): Promise<AsyncIterable<string>> {
  await batches.get(actor, batchId);
  return linesOf(batches, actor, batchId);
}

async function* linesOf(batches: DeviceBatches, actor: Actor, batchId: string) {
  yield csvLine(['serialNumber', 'deviceId', 'code', 'problem']);
  let after = 0;
  for (;;) {
    const rows = await batches.rows(actor, { batchId, outcome: 'refused', after, limit: LINES });
    if (rows.length > 0) yield rows.map(lineOf).join('');
    const last = rows.at(-1);
    if (!last || rows.length < LINES) return;
    after = last.number;
  }
}

const lineOf = ({ serialNumber, deviceId, problem }: DeviceBatchRow): string =>
  csvLine([serialNumber ?? '', deviceId, problem?.code ?? '', problem?.message ?? '']);
