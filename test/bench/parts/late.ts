import { DAY_MS } from '#libs/kernel';
import type { Bench } from '../bench.js';
import type { Fleet } from '../fleet.js';
import { writeHistory } from '../history.js';
import { Publisher } from '../load/publisher.js';
import { fixedLimit } from '../report.js';
import { percentile, spreadOf } from '../statistics.js';

/** Budgets of docs/architecture.md: p99 of 30 days, milliseconds; and how much longer 90 days may take after a late message. */
const MONTH_LIMIT_MS = 50;
const LATE_LIMIT = 1.5;

/** Requests of a round. */
const REQUESTS = 30;
const QUARTER_DAYS = 90;
const SPACING_SECONDS = 10;
/** 30 days in 500 buckets are 5 184 s each; buckets of whole minutes come from an aggregate. */
const MONTH_BUCKET = '87m';
const QUARTER_BUCKET = '4h';
/** How old the late message is, days: compressed, summed up, in the middle of what is asked for. */
const LATE_DAYS = 45;
/** The quantity of the history is one the load generator's devices have, so that its late message is of it. */
const QUANTITY = 'load';

/** Charts of 30 and 90 days of one quantity, and what one late message does to them. */
export async function measureLate(bench: Bench): Promise<void> {
  const { platform, fleet } = await bench.shared();
  const { devices } = await fleet.issue(1);
  const [device] = devices;
  if (!device) throw new Error('No device was registered for the history.');
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const from = new Date(today - (QUARTER_DAYS + 1) * DAY_MS);
  bench.report.progress(`writing ${QUARTER_DAYS} days at ${SPACING_SECONDS} s spacing …`);
  const history = {
    deviceIds: [device.id],
    quantity: QUANTITY,
    from,
    days: QUARTER_DAYS,
    spacingSeconds: SPACING_SECONDS,
  };
  await writeHistory(platform.pool, history);

  const to = today - DAY_MS;
  const chart = (days: number, bucket: string) => {
    const span = `from=${new Date(to - days * DAY_MS).toISOString()}&to=${new Date(to).toISOString()}`;
    return timesOf(fleet, `/devices/${device.id}/readings?quantity=${QUANTITY}&${span}&bucket=${bucket}&limit=1000`);
  };
  const month = await bench.rounds(() => chart(30, MONTH_BUCKET));
  bench.report.add({
    name: '30 days of one quantity at 10 s spacing as 500 points, p99',
    rule: 'at most',
    ...fixedLimit(
      MONTH_LIMIT_MS,
      'ms',
      month.map((times) => percentile(times, 0.99)),
    ),
    details: { p50Ms: spreadOf(month.map((times) => percentile(times, 0.5))).median },
  });

  const before = await bench.rounds(() => chart(QUARTER_DAYS, QUARTER_BUCKET));
  bench.report.progress('one late message …');
  await new Promise<void>((resolve, reject) => {
    const acknowledged = (publisher: Publisher) => {
      publisher.close();
      resolve();
    };
    // Between two of the history's instants, so that it is no repetition of a reading.
    Publisher.open(platform.brokerAddress, device, 1, today - LATE_DAYS * DAY_MS + 3_210, acknowledged).then(
      (publisher) => publisher.publish(1),
      reject,
    );
  });
  const after = await bench.rounds(() => chart(QUARTER_DAYS, QUARTER_BUCKET));
  const medians = (rounds: readonly number[][]) => rounds.map((times) => percentile(times, 0.5));
  bench.report.add({
    name: '90 days as 4 h buckets after one late message, p50',
    unit: 'ms',
    rule: 'at most',
    measured: medians(after),
    limits: medians(before).map((undisturbed) => undisturbed * LATE_LIMIT),
    ratioOf: `${LATE_LIMIT} × the same question before it, ${spreadOf(medians(before)).median.toFixed(1)} ms`,
  });
}

async function timesOf(fleet: Fleet, path: string): Promise<number[]> {
  const times: number[] = [];
  for (let n = -2; n < REQUESTS; n += 1) {
    const from = performance.now();
    const { items } = (await fleet.request('GET', path)) as { readonly items: readonly unknown[] };
    if (items.length === 0) throw new Error(`GET ${path} answered no buckets.`);
    if (n >= 0) times.push(performance.now() - from);
  }
  return times;
}
