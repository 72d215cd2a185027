import { DAY_MS } from '#libs/kernel';
import type { Bench } from '../bench.js';
import { writeHistory } from '../history.js';
import { fixedLimit } from '../report.js';

/** Budget of docs/architecture.md, bytes. */
const LIMIT_BYTES = 12;
const DAYS = 1;
/** So many that the few pages every chunk has do not count. */
const DEVICES = 20;

/** Bytes of a reading in compressed chunks, index and all. */
export async function measureStoredSize(bench: Bench): Promise<void> {
  if (bench.options.server === undefined) {
    bench.report.skip('stored-size', 'the embedded database does not say how large compressed chunks are.');
    return;
  }
  const { platform, fleet } = await bench.shared();
  const sizes = await bench.rounds(async (round) => {
    const { devices } = await fleet.issue(DEVICES);
    const deviceIds = devices.map(({ id }) => id);
    // Chunks of their own: years before whatever other parts have written, a month between rounds.
    const from = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - (390 - 30 * (round % 9)) * DAY_MS);
    bench.report.progress(`round ${round + 1}: a day of ${DEVICES} devices every 10 s …`);
    await writeHistory(platform.pool, { deviceIds, quantity: 'size', from, days: DAYS, spacingSeconds: 10 });
    const { rows } = await platform.pool.query<{ bytes: string; readings: string }>(
      `SELECT sum(pg_total_relation_size(format('%I.%I', compressed.schema_name, compressed.table_name)::regclass)) AS bytes,
         (SELECT count(*) FROM telemetry.reading WHERE observed_at >= $1 AND observed_at < $1 + $2::interval) AS readings
       FROM show_chunks('telemetry.reading', newer_than => $1::timestamptz, older_than => $1::timestamptz + $2::interval) AS shown
       JOIN _timescaledb_catalog.chunk ON format('%I.%I', chunk.schema_name, chunk.table_name)::regclass = shown
       JOIN _timescaledb_catalog.chunk AS compressed ON compressed.id = chunk.compressed_chunk_id`,
      [from, `${DAYS} days`],
    );
    const [{ bytes, readings } = { bytes: '', readings: '' }] = rows;
    return Number(bytes) / Number(readings);
  });
  bench.report.add({
    name: 'Stored size of a compressed reading',
    rule: 'at most',
    ...fixedLimit(LIMIT_BYTES, 'bytes', sizes),
  });
}
