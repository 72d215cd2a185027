import { z } from 'zod';
import { timestamp, uuid } from './text.js';

const count = z.int().min(0);
const perSecond = z.number().min(0).describe('Averaged over the last minute.');

/** What a broker says of itself. */
export const brokerReport = z.object({
  sessions: count.describe('Devices that are connected.'),
  connections: count.describe('Connections of devices, those before their CONNECT included.'),
  waitingConnections: count.describe('Connections that wait to be let in.'),
  storedSessions: count.describe('Sessions kept for devices that come back.'),
  heldMessages: count.describe('Messages taken and not stored yet; none of them is acknowledged.'),
  messagesPerSecond: perSecond,
  readingsPerSecond: perSecond,
  droppedMessages: count.describe('QoS 0 messages dropped since the broker started, because too much waited.'),
  overloadedMessages: count.describe('QoS 1 and 2 messages turned away since it started.'),
  failures: count.describe('Failures nobody foresaw since it started.'),
});
export type BrokerReport = z.infer<typeof brokerReport>;

/** What the worker says of itself. */
export const workerReport = z.object({
  jobs: z.array(
    z.object({
      name: z.string(),
      lastDoneAt: timestamp.nullable().describe('When a run last ended without a failure; null: not since the start.'),
      lastFailedAt: timestamp.nullable().describe('When a run last failed; null: not since the start.'),
      isHanging: z.boolean().describe('A run takes longer than a run may.'),
    }),
  ),
});
export type WorkerReport = z.infer<typeof workerReport>;

const process = z.object({
  id: uuid,
  startedAt: timestamp,
  reportedAt: timestamp,
  isSilent: z
    .boolean()
    .describe('It has not reported for half a minute: it hangs, was killed, or its database is away.'),
});

/** As many are counted of what may be many: one more stands for more. */
export const COUNTED_AT_MOST = 10_000;
const bounded = count.describe(`Counted up to ${COUNTED_AT_MOST + 1}, which stands for more.`);

/** `GET /operation/status`. */
export const operationStatus = z
  .object({
    at: timestamp.describe('When it was put together.'),
    brokers: z.array(process.extend({ report: brokerReport.nullable().describe('Null: of another version.') })),
    workers: z.array(process.extend({ report: workerReport.nullable().describe('Null: of another version.') })),
    mails: z.object({
      waiting: bounded,
      failed: bounded.describe('Given up, and still in the outbox.'),
      oldestWaitingAt: timestamp.nullable(),
    }),
    imports: z.object({
      underWay: count.describe('Being received, checked or applied.'),
      oldestAt: timestamp.nullable(),
    }),
    audit: z.object({ unsealed: bounded.describe('Events that are not part of the chain yet.') }),
    database: z.object({
      postgresql: z.string().describe('Version of the server.'),
      timescaledb: z.string().nullable().describe('Version of the extension.'),
      sizeBytes: z.number().min(0),
      sizedAt: timestamp.describe('The size is measured once a minute.'),
    }),
  })
  .meta({ id: 'OperationStatus' });
export type OperationStatusBody = z.infer<typeof operationStatus>;
