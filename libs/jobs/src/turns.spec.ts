import { ATTEMPTS_AT_A_STEP, type HeldJob, runTurns, type Turns } from './turns.js';

interface Waiting {
  readonly id: string;
  steps: number;
  attempts?: number;
}

/** Jobs in a line; what is released goes to its end. */
function turnsOf(line: Waiting[]) {
  const journal: string[] = [];
  const of = ({ id }: HeldJob) => known.get(id) as Waiting;
  const known = new Map(line.map((job) => [job.id, job]));
  const turns: Turns<HeldJob> = {
    claim: async () => {
      const next = line.shift();
      return next && { id: next.id, heldUntil: new Date(0), attempts: next.attempts ?? 1 };
    },
    advance: async (job) => {
      of(job).steps -= 1;
      journal.push(`step ${job.id}`);
      return of(job).steps > 0 ? job : undefined;
    },
    release: async (job) => {
      journal.push(`release ${job.id}`);
      line.push(of(job));
    },
    giveUp: async ({ id }) => void journal.push(`give up ${id}`),
  };
  return { turns, journal };
}

const never = () => false;

describe('turns of jobs', () => {
  it('go to each in its time: after its steps a job waits behind the others', async () => {
    const { turns, journal } = turnsOf([
      { id: 'long', steps: 5 },
      { id: 'short', steps: 1 },
    ]);
    expect(await runTurns(turns, { stepsATurn: 2 }, never)).toBe(6);
    expect(journal).toEqual(
      ['step long', 'step long', 'release long', 'step short', 'step long', 'step long', 'release long'].concat(
        'step long',
      ),
    );
  });

  it('end between two steps when they are to stop, and leave the job to others', async () => {
    const { turns, journal } = turnsOf([{ id: 'a', steps: 9 }]);
    let steps = 0;
    await runTurns(turns, { stepsATurn: 9 }, () => steps++ > 1);
    expect(journal.filter((entry) => entry === 'step a').length).toBeLessThan(9);
    expect(journal.at(-1)).toBe('release a');
  });

  it('give up what was taken up too often without getting on, and nothing before', async () => {
    const { turns, journal } = turnsOf([
      { id: 'tried', steps: 1, attempts: ATTEMPTS_AT_A_STEP },
      { id: 'hopeless', steps: 1, attempts: ATTEMPTS_AT_A_STEP + 1 },
    ]);
    await runTurns(turns, { stepsATurn: 2 }, never);
    expect(journal).toEqual(['step tried', 'give up hopeless']);
  });
});
