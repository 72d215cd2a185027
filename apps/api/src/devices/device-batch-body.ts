import type { DeviceBatchBody, DeviceBatchRowBody } from '#libs/contracts/http';
import type { DeviceBatch, DeviceBatchRow } from '#libs/devices';

/** A batch as the API shows it. */
export function deviceBatchBody(batch: DeviceBatch): DeviceBatchBody {
  const { id, action, filter, status, total, counts, failure } = batch;
  return {
    id,
    action,
    filter:
      filter &&
      Object.fromEntries(
        Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
    status,
    total,
    devices: { ...counts },
    failure,
    createdAt: batch.createdAt.toISOString(),
    updatedAt: batch.updatedAt.toISOString(),
  };
}

/** A device of a batch as the API shows it. */
export function deviceBatchRowBody({ problem, ...row }: DeviceBatchRow): DeviceBatchRowBody {
  return { ...row, problem: problem && { ...problem, params: { ...problem.params } } };
}
