import { Clock } from '#libs/kernel';
import { CommandAnswerer } from './commands.js';

class StoppedClock extends Clock {
  now() {
    return new Date('2026-11-21T12:00:00Z');
  }
}

function answerer() {
  const sent: { topic: string; payload: unknown }[] = [];
  let carriedOut = 0;
  const outbox = { put: (topic: string, payload: string) => void sent.push({ topic, payload: JSON.parse(payload) }) };
  const commands = new CommandAnswerer(outbox, new StoppedClock(), {
    count: (given) => ({ status: 'done', result: { carriedOut: ++carriedOut, ...given } }),
    fail: () => {
      throw new Error('The relay does not answer.');
    },
  });
  const deliver = (id: string, request: unknown) => {
    const payload = typeof request === 'string' ? request : JSON.stringify(request);
    return commands.delivered(`devices/me/commands/${id}/request`, Buffer.from(payload))?.response;
  };
  return { commands, deliver, sent };
}

describe('CommandAnswerer', () => {
  it('carries a command out and answers under its id', () => {
    const { deliver, sent } = answerer();
    deliver('17', { name: 'count', arguments: { by: 2 } });
    expect(sent).toEqual([
      { topic: 'devices/me/commands/17/response', payload: { status: 'done', result: { carriedOut: 1, by: 2 } } },
    ]);
  });

  it('answers a command that is delivered twice twice, and carries it out once', () => {
    const { deliver, sent } = answerer();
    deliver('17', { name: 'count' });
    deliver('17', { name: 'count' });
    expect(sent[1]).toEqual(sent[0]);
    expect(deliver('18', { name: 'count' })).toMatchObject({ result: { carriedOut: 2 } });
  });

  it.each([
    ['an expired command', { name: 'count', expiresAt: '2026-11-21T12:00:00Z' }, 'expired'],
    ['a command that fails', { name: 'fail' }, 'failed'],
    ['an unknown command', { name: 'explode' }, 'refused'],
    ['a name every object has', { name: 'constructor' }, 'refused'],
    ['no name', {}, 'refused'],
    ['no JSON', 'ping', 'refused'],
  ])('answers %s with its state and a sentence', (_, request, status) => {
    expect(answerer().deliver('1', request)).toMatchObject({ status, message: expect.stringMatching(/\.$/) });
  });

  it('passes over what is no command', () => {
    const { commands, sent } = answerer();
    expect(commands.delivered('devices/me/desired', Buffer.from('{}'))).toBeUndefined();
    expect(sent).toEqual([]);
  });
});
