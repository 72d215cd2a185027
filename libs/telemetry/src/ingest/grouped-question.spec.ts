import { deviceKey } from '#libs/kernel';
import { ManualTime } from '#libs/testing';
import { TelemetryObserver } from '../observer.js';
import { Retry } from '../retry.js';
import type { Entry } from './batch.js';
import { GroupedQuestion } from './grouped-question.js';

/** Asks what each message's number is; the first answer it is given breaks what takes it. */
function world(failing: { answered?: boolean; ask?: boolean }) {
  const answered: number[] = [];
  const unanswered: number[] = [];
  let isFirst = true;
  const question = new GroupedQuestion<{ readonly entry: Entry; readonly number: number }, void>(
    {
      name: 'count',
      ask: () => (failing.ask ? Promise.reject(new Error('no')) : Promise.resolve()),
      answered: (group) => {
        if (failing.answered && isFirst) {
          isFirst = false;
          throw new Error('broken');
        }
        answered.push(...group.map(({ number }) => number));
      },
      unanswered: ({ number }) => unanswered.push(number),
    },
    new Retry(new ManualTime().scheduler, new TelemetryObserver()),
  );
  const take = (number: number) => question.take({ entry: anEntry(), number });
  return { question, take, answered, unanswered };
}

const anEntry = (): Entry => ({
  identifier: 1,
  message: {
    deviceKey: deviceKey(1),
    channel: 'telemetry',
    topic: 'devices/me/telemetry',
    payload: new Uint8Array(),
    qos: 1,
    redelivered: false,
    packetIdentifier: 1,
    receivedAt: 0,
  },
  settled: () => undefined,
});
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('A question about messages', () => {
  it('lets all go on in the order they came in, five hundred at once', async () => {
    const { question, take, answered, unanswered } = world({});
    numbers(1_201).forEach(take);
    await question.whenIdle();
    expect(answered).toEqual(numbers(1_201));
    expect(unanswered).toEqual([]);
  });

  it('hands back each message the database could not be asked about, once', async () => {
    const { question, take, answered, unanswered } = world({ ask: true });
    numbers(501).forEach(take);
    await question.whenIdle();
    expect([answered, unanswered]).toEqual([[], numbers(501)]);
  });

  it('takes a fault of what comes after for no answer: nothing is handed back, and those that wait are asked about', async () => {
    const { question, take, answered, unanswered } = world({ answered: true });
    numbers(501).forEach(take);
    await expect(question.whenIdle()).rejects.toThrow('broken');
    take(501);
    await question.whenIdle();
    expect([answered, unanswered]).toEqual([numbers(502).slice(1), []]);
  });
});
