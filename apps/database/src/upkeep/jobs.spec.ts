import { pino } from 'pino';
import { runDueJob } from './jobs.js';

const log = pino({ level: 'silent' });

/** A backend with one due job; keeps the first words of what it is asked. */
function backendWith(job: { fails?: string } | undefined) {
  const journal: string[] = [];
  const query = (sql: string): (string | null)[][] => {
    const text = sql.trim().replaceAll(/\s+/g, ' ');
    journal.push(text.slice(0, 27));
    if (text.startsWith('SELECT')) return job ? [['1004', 'policy_retention']] : [];
    if (text.startsWith('CALL') && job?.fails) throw new Error(job.fails);
    if (text.includes('error =') && job?.fails) journal.push(text);
    return [];
  };
  return { journal, query };
}

describe('a due job', () => {
  it('is recorded before it runs, so that one which kills the process waits for its next turn', () => {
    const { journal, query } = backendWith({});
    runDueJob(query, log);
    expect(journal.slice(1, 3)).toEqual(['INSERT INTO upkeep.job_run ', 'CALL run_job(1004)']);
  });

  it('that fails is rolled back and recorded with its reason, and nothing is thrown', () => {
    const { journal, query } = backendWith({ fails: "it's \\ broken" });
    runDueJob(query, log);
    expect(journal).toContain('ROLLBACK');
    expect(journal.at(-1)).toContain(String.raw`error = E'it''s \\ broken'`);
  });

  it('is looked for, and nothing else is done when there is none', () => {
    const { journal, query } = backendWith(undefined);
    runDueJob(query, log);
    expect(journal).toHaveLength(1);
  });
});
