import { Pool } from 'pg';
import type { Bench } from '../bench.js';

/** Budgets of docs/architecture.md: a second, or this share of the commits, whichever is less. */
const ISSUED_PER_SECOND = 200;
const COMMIT_SHARE = 0.5;

/** Certificates of a round. */
const CERTIFICATES = 400;
/** Connections that commit at once, as many as callers ask for certificates. */
const COMMITTERS = 8;
const COMMIT_SECONDS = 3;

/** Certificates from requests over HTTP, beside the commits of one row the same database makes. */
export async function measureCertificates(bench: Bench): Promise<void> {
  const { platform, fleet } = await bench.shared();
  const commits = new Pool({ connectionString: platform.databaseUrl, max: COMMITTERS });
  try {
    await commits.query('CREATE TABLE bench_commit (n int)');
    const rounds = await bench.rounds(async (round) => {
      bench.report.progress(`round ${round + 1}: commits, then ${CERTIFICATES} certificates …`);
      const commitsPerSecond = await measureCommits(commits);
      const { perSecond } = await fleet.issue(CERTIFICATES);
      bench.report.progress(`  ${Math.round(commitsPerSecond)} commits/s, ${Math.round(perSecond)} certificates/s`);
      return { commitsPerSecond, perSecond };
    });
    bench.report.add({
      name: 'Certificates issued from a CSR over HTTP, recorded with their audit event',
      unit: 'a second',
      rule: 'at least',
      measured: rounds.map(({ perSecond }) => perSecond),
      limits: rounds.map(({ commitsPerSecond }) => Math.min(ISSUED_PER_SECOND, COMMIT_SHARE * commitsPerSecond)),
      ratioOf: `${ISSUED_PER_SECOND} a second or ${COMMIT_SHARE} × the commits of the same round, whichever is less`,
    });
  } finally {
    await commits.end();
  }
}

async function measureCommits(pool: Pool): Promise<number> {
  const from = performance.now();
  const end = from + COMMIT_SECONDS * 1_000;
  let commits = 0;
  const committer = async () => {
    for (; performance.now() < end; commits += 1) await pool.query('INSERT INTO bench_commit VALUES (1)');
  };
  await Promise.all(Array.from({ length: COMMITTERS }, committer));
  return (commits * 1_000) / (performance.now() - from);
}
