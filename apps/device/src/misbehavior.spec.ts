import { decodeTelemetry } from '#libs/contracts/payload';
import { deviceId } from '#libs/kernel';
import { decidePublish } from '#libs/mqtt';
import { MISBEHAVIORS, misbehave, misbehavingMessages } from './misbehavior.js';

const NOW = Date.UTC(2026, 10, 21, 12);
const me = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');

describe('misbehavior', () => {
  it.each([
    ['oversize', 'payload.too-large'],
    ['not-json', 'payload.not-json'],
    ['nan', 'payload.not-json'],
  ] as const)('%s is what the platform refuses as %s', (kind, code) => {
    const [message] = misbehavingMessages(kind, NOW);
    expect(decodeTelemetry(Buffer.from(message!.payload), NOW).rejected).toMatchObject([{ code }]);
  });

  it('time-1970 is stored under the received time and marked', () => {
    const [message] = misbehavingMessages('time-1970', NOW);
    expect(decodeTelemetry(Buffer.from(message!.payload), NOW).readings).toMatchObject([{ timeOrigin: 'replaced' }]);
  });

  it('other-topic is foreign, and everything else goes to the device’s own topic', () => {
    for (const kind of MISBEHAVIORS) {
      const [message] = misbehavingMessages(kind, NOW);
      expect(decidePublish(me, message!.topic).allowed).toBe(kind !== 'other-topic');
    }
  });

  it('a flood is many messages, each with a time of its own', () => {
    const messages = misbehavingMessages('flood', NOW);
    expect(new Set(messages.map(({ payload }) => JSON.parse(payload).ts)).size).toBe(2000);
  });

  it('tells how many were acknowledged and why the connection ended', async () => {
    let published = 0;
    const connection = {
      publish: async () => {
        if (++published > 5) throw new Error('lost');
      },
      closed: Promise.resolve('the broker ended it'),
    };
    expect(await misbehave(connection, 'flood', NOW)).toEqual({
      sent: 2000,
      acknowledged: 5,
      ended: 'the broker ended it',
    });
  });
});
