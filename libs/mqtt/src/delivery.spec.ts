import fc from 'fast-check';
import { deviceId } from '#libs/kernel';
import { decideSubscribe } from './access.js';
import { deliveredTopic } from './delivery.js';
import { matches, parseTopicFilter } from './topic-filter.js';
import { parseTopicName } from './topic-name.js';
import { commandIdOfRequest, commandRequestTopic, commandResponseTopic, desiredTopic } from './topic-scheme.js';

const me = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
const other = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d11');

function granted(filter: string) {
  const decision = decideSubscribe(me, filter);
  if (!decision.allowed) throw new Error(decision.reason);
  return decision;
}

describe('the form a topic is delivered in', () => {
  it('is the one asked for', () => {
    const rest = fc.constantFrom('desired', 'telemetry', 'commands/1/request', '');
    fc.assert(
      fc.property(rest, (end) => {
        expect(deliveredTopic(me, `devices/${me}/${end}`, 'me')).toBe(`devices/me/${end}`);
        expect(deliveredTopic(me, `devices/${me}/${end}`, 'id')).toBe(`devices/${me}/${end}`);
      }),
    );
  });

  it.each(['devices/men/desired', `devices/${other}/desired`, 'x'])('leaves %s alone', (topic) => {
    expect(deliveredTopic(me, topic, 'me')).toBe(topic);
  });

  it.each(['devices/me', `devices/${me}`])('matches the filter that was subscribed, %s', (prefix) => {
    for (const [filter, topic] of [
      [`${prefix}/commands/+/request`, commandRequestTopic(me, '17')],
      [`${prefix}/desired`, desiredTopic(me)],
    ] as const) {
      const delivered = parseTopicName(deliveredTopic(me, topic, granted(filter).form));
      expect(matches(parseTopicFilter(filter), delivered)).toBe(true);
      expect(matches(granted(filter).filter, topic)).toBe(true);
    }
  });
});

describe('command topics', () => {
  it('name the command a request belongs to, in both forms', () => {
    expect(commandIdOfRequest('devices/me/commands/17/request')).toBe('17');
    expect(commandIdOfRequest(commandRequestTopic(me, 'a-b'))).toBe('a-b');
    expect(commandResponseTopic('17')).toBe('devices/me/commands/17/response');
  });

  it.each(['', 'devices/me', 'devices/me/desired', 'devices/me/commands/1/2/request', 'x/me/commands/1/request'])(
    'find no command in %j',
    (topic) => {
      expect(commandIdOfRequest(topic)).toBeUndefined();
    },
  );
});
