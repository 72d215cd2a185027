import fc from 'fast-check';
import { deviceId } from '#libs/kernel';
import { decideSubscribe } from './access.js';
import { canonicalTopic, DeliveryForms, deliveredTopic } from './delivery.js';
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

describe('the two forms of a topic', () => {
  it('are translated there and back', () => {
    const rest = fc.constantFrom('desired', 'telemetry', 'commands/1/request', '');
    fc.assert(
      fc.property(rest, (end) => {
        const canonical = canonicalTopic(me, `devices/me/${end}`);
        expect(canonical).toBe(`devices/${me}/${end}`);
        expect(deliveredTopic(me, canonical, 'me')).toBe(`devices/me/${end}`);
        expect(deliveredTopic(me, canonical, 'id')).toBe(canonical);
      }),
    );
  });

  it.each(['devices/men/desired', `devices/${other}/desired`, 'x'])('leave %s alone', (topic) => {
    expect(canonicalTopic(me, topic)).toBe(topic);
    expect(deliveredTopic(me, topic, 'me')).toBe(topic);
  });
});

describe('DeliveryForms', () => {
  it.each(['devices/me', `devices/${me}`])('delivers what matches the filter that was subscribed, %s', (prefix) => {
    const forms = new DeliveryForms(me);
    for (const [filter, topic] of [
      [`${prefix}/commands/+/request`, commandRequestTopic(me, '17')],
      [`${prefix}/desired`, desiredTopic(me)],
    ] as const) {
      forms.subscribed(granted(filter));
      const delivered = parseTopicName(forms.topicFor(topic));
      expect(matches(parseTopicFilter(filter), delivered)).toBe(true);
      expect(matches(granted(filter).filter, topic)).toBe(true);
    }
  });

  it('keeps the forms of commands and desired apart, and the last one counts', () => {
    const forms = new DeliveryForms(me);
    forms.subscribed(granted(`devices/${me}/desired`));
    expect(forms.topicFor(desiredTopic(me))).toBe(`devices/${me}/desired`);
    expect(forms.topicFor(commandRequestTopic(me, '1'))).toBe('devices/me/commands/1/request');
    forms.subscribed(granted('devices/me/desired'));
    expect(forms.topicFor(desiredTopic(me))).toBe('devices/me/desired');
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
