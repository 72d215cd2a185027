import { type Batch, BatchStore, type ExpectedRow, type Probe, UnstorableMessageError } from '#libs/telemetry';
import type { UnreliableDatabase } from './unreliable-database.js';

/** A row under its natural key. */
export interface FakeRow {
  readonly kind: ExpectedRow['kind'];
  readonly deviceKey: number;
  readonly observedUs: number;
  readonly receivedUs: number;
  readonly timeOrigin: number;
  readonly quantityId?: number;
  readonly value?: number;
  readonly json?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly payloadDigest?: bigint;
}

/** How long a first delivery is found, microseconds. */
const DAY_US = 86_400_000_000;

/** Batches in memory, each committed whole or not at all. */
export class FakeBatchStore extends BatchStore {
  readonly rows = new Map<string, FakeRow>();
  /** Numbers of the batches that were committed, in order. */
  readonly journal: number[] = [];
  /** Values the database refuses because of their content. */
  readonly poison = new Set<number>();
  /** Values that make it fail for no foreseen reason. */
  readonly bugs = new Set<number>();

  constructor(private readonly database: UnreliableDatabase) {
    super();
  }

  commit(batch: Batch): Promise<'insert' | 'none'> {
    return this.database.answer('commit a batch', () => {
      const rows = [...rowsOf(batch)];
      for (const { value, quantityId } of rows) {
        if (quantityId !== undefined && quantityId < 1) throw new Error('A row has no quantity.');
        if (value !== undefined && this.poison.has(value)) throw new UnstorableMessageError('23514');
        if (value !== undefined && this.bugs.has(value)) throw new Error('A bug.');
      }
      for (const row of rows) if (!this.rows.has(keyOf(row))) this.rows.set(keyOf(row), row);
      this.journal.push(batch.number);
      return batch.readings.length > 0 ? 'insert' : 'none';
    });
  }

  findReceptions(probes: readonly Probe[]): Promise<readonly (number | undefined)[]> {
    return this.database.answer('look for first deliveries', () => probes.map((probe) => this.findReception(probe)));
  }

  private findReception({ deviceKey, packetIdentifier, receivedAt, expectedRows }: Probe): number | undefined {
    const found = expectedRows.map((expected) =>
      [...this.rows.values()]
        .filter(
          (row) =>
            row.deviceKey === deviceKey &&
            row.kind === expected.kind &&
            row.timeOrigin !== 0 &&
            isOfPacket(row, packetIdentifier) &&
            row.observedUs >= receivedAt * 1000 - DAY_US &&
            row.observedUs < (receivedAt + 1) * 1000 &&
            Object.entries(expected).every(([name, value]) => row[name as keyof FakeRow] === value),
        )
        .map(({ receivedUs }) => Math.floor(receivedUs / 1000))
        .reduce<number | undefined>((newest, each) => Math.max(newest ?? 0, each), undefined),
    );
    return found.every((each) => each === found[0]) ? found[0] : undefined;
  }
}

/** Whether the microseconds hold the packet identifier; those of a rejected message, its only time, hold a part of it. */
function isOfPacket({ kind, observedUs, receivedUs }: FakeRow, packetIdentifier: number): boolean {
  const isInSlot = observedUs % 1000 === 1 + (packetIdentifier % 999);
  return isInSlot && (kind === 'rejected' || receivedUs % 1000 === Math.floor(packetIdentifier / 999));
}

function keyOf({ kind, deviceKey, quantityId, observedUs, payloadDigest }: FakeRow): string {
  return [kind, deviceKey, quantityId, observedUs, payloadDigest].join(' ');
}

function* rowsOf({ readings, texts, positions, rejected }: Batch): Generator<FakeRow> {
  for (let row = 0; row < readings.length; row++) {
    yield {
      kind: 'reading',
      deviceKey: readings.deviceKeys[row] ?? 0,
      quantityId: readings.quantityIds[row] ?? 0,
      observedUs: readings.observedUs[row] ?? 0,
      receivedUs: readings.receivedUs[row] ?? 0,
      timeOrigin: readings.timeOrigins[row] ?? 0,
      value: readings.values[row] ?? 0,
    };
  }
  for (const text of texts) yield { kind: 'text', ...text };
  for (const { accuracyMeters: _, ...position } of positions) yield { kind: 'position', ...position };
  for (const { deviceKey, receivedUs, payloadDigest } of rejected) {
    yield { kind: 'rejected', deviceKey, observedUs: receivedUs, receivedUs, timeOrigin: 1, payloadDigest };
  }
}
