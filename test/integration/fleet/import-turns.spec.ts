import type { Actor } from '#libs/identity';
import { type ImportsUnderTest, startImports } from './imports-under-test.js';

jest.setTimeout(60_000);

describe('turns of imports', () => {
  let under: ImportsUnderTest;
  let [north, south]: Actor[] = [];
  beforeAll(async () => {
    under = await startImports();
    [north, south] = [await under.aPerson(under.provider), await under.aPerson(under.otherProvider)];
  }, 120_000);
  afterAll(() => under.stop());

  const rows = (name: string, count: number) =>
    `name\n${Array.from({ length: count }, (_, n) => `${name} ${n}`).join('\n')}\n`;
  /** Three batches. */
  const LARGE = 1_400;
  /** One batch of whoever is next; then the worker is asked to end. */
  async function oneStep() {
    let wasAsked = false;
    await under.worker.run(() => {
      const isStopping = wasAsked;
      wasAsked = true;
      return isStopping;
    });
  }
  const receive = async (actor: Actor | undefined, place: { id: ImportsUnderTest['provider']['id'] }, file: string) => {
    if (!actor) throw new Error('Nobody is there.');
    return (await under.receive(actor, 'customers', place.id, file)).id;
  };
  const statusOf = async (id: string) =>
    (await under.registry.client.importJob.findUniqueOrThrow({ where: { id } })).status;

  it('go to each provider alike: a small file waits for one turn of another, however many files that has', async () => {
    const large = [
      await receive(north, under.provider, rows('A', LARGE)),
      await receive(north, under.provider, rows('B', LARGE)),
      await receive(north, under.provider, rows('C', LARGE)),
    ];
    await oneStep();
    const small = await receive(south, under.otherProvider, rows('Small', 3));
    await oneStep();
    expect(await statusOf(small)).toBe('checked');
    expect(await Promise.all(large.map(statusOf))).toEqual(['checking', 'checking', 'checking']);
  });
});
