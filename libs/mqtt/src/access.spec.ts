import fc from 'fast-check';
import { deviceId } from '#libs/kernel';
import { decidePublish, decideSubscribe } from './access.js';
import { parseTopicName } from './topic-name.js';

const me = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
const other = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d11');

describe('decidePublish', () => {
  it.each([
    ['devices/me/telemetry', { allowed: true, channel: 'telemetry' }],
    ['devices/me/location', { allowed: true, channel: 'location' }],
    ['devices/me/attributes', { allowed: true, channel: 'attributes' }],
    ['devices/me/commands/17/response', { allowed: true, channel: 'command-response', commandId: '17' }],
    [`devices/${me}/telemetry`, { allowed: true, channel: 'telemetry' }],
    [`devices/${me}/location`, { allowed: true, channel: 'location' }],
    [`devices/${me}/attributes`, { allowed: true, channel: 'attributes' }],
    [`devices/${me}/commands/a_B-9/response`, { allowed: true, channel: 'command-response', commandId: 'a_B-9' }],
  ])('allows %s', (topic, decision) => {
    expect(decidePublish(me, topic)).toEqual(decision);
  });

  it.each([
    ['another device’s telemetry', `devices/${other}/telemetry`, 'foreign'],
    ['an id that starts with its own', `devices/${me}0/telemetry`, 'foreign'],
    ['the start of its own id', `devices/${me.slice(0, -1)}/telemetry`, 'foreign'],
    ['its own id in upper case', `devices/${me.toUpperCase()}/telemetry`, 'foreign'],
    ['its own prefix behind another', `x/devices/${me}/telemetry`, 'foreign'],
    ['a leading separator', '/devices/me/telemetry', 'foreign'],
    ['an empty level', 'devices//telemetry', 'foreign'],
    ['the server’s topics', '$SYS/broker/clients', 'foreign'],
    ['the root', 'devices', 'foreign'],
    ['ME', 'devices/ME/telemetry', 'foreign'],
    ['a misspelled channel', 'devices/me/telemetri', 'unknown'],
    ['a channel in upper case', 'devices/me/Telemetry', 'unknown'],
    ['a trailing separator', 'devices/me/telemetry/', 'unknown'],
    ['a level below a channel', 'devices/me/telemetry/voltage', 'unknown'],
    ['the end of a channel’s name', 'devices/me/xtelemetry', 'unknown'],
    ['nothing below its prefix', 'devices/me/', 'unknown'],
    ['a request of its own', 'devices/me/commands/17/request', 'unknown'],
    ['a response without an id', 'devices/me/commands//response', 'unknown'],
    ['a response that shares its separators', 'devices/me/commands/response', 'unknown'],
    ['a response with two ids', 'devices/me/commands/1/2/response', 'unknown'],
    ['a command id of 65 characters', `devices/me/commands/${'1'.repeat(65)}/response`, 'unknown'],
    ['what the platform sends', 'devices/me/desired', 'unknown'],
    ['a wildcard', 'devices/me/+', 'malformed'],
    ['a wildcard for the command', 'devices/me/commands/+/response', 'malformed'],
    ['everything', '#', 'malformed'],
    ['an empty topic', '', 'malformed'],
    ['U+0000', 'devices/me/telemetry\u0000', 'malformed'],
  ])('refuses %s', (_, topic, refusal) => {
    expect(decidePublish(me, topic)).toMatchObject({
      allowed: false,
      refusal,
      reason: expect.stringMatching(/^.+\.$/),
    });
  });

  it('tells what is possible when it refuses', () => {
    expect(decidePublish(me, 'sensors/1')).toMatchObject({
      reason:
        'The topic "sensors/1" is not this device\'s own. ' +
        'A device publishes to devices/me/telemetry, location, attributes and commands/{id}/response.',
    });
  });

  it('allows only well-formed topics below the device’s own prefix, whatever is tried', () => {
    const piece = fc.constantFrom(
      'devices',
      'me',
      me,
      other,
      'telemetry',
      'commands',
      '17',
      'response',
      '',
      '+',
      '#',
      'ą',
    );
    const topic = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('/'));
    fc.assert(
      fc.property(topic, (text) => {
        const decision = decidePublish(me, text);
        if (!decision.allowed) return;
        parseTopicName(text);
        expect(text).toMatch(new RegExp(`^devices/(me|${me})/(telemetry|commands/[^/]+/response)$`));
      }),
      { numRuns: 5000 },
    );
  });

  it('gives reasons that can be stored, for any topic', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const decision = decidePublish(me, text);
        if (decision.allowed) return;
        expect(decision.reason).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(decision.reason.length).toBeLessThan(400);
      }),
    );
  });
});

describe('decideSubscribe', () => {
  it.each([
    ['devices/me/commands/+/request', 'commands', 'me', `devices/${me}/commands/+/request`],
    ['devices/me/desired', 'desired', 'me', `devices/${me}/desired`],
    [`devices/${me}/commands/+/request`, 'commands', 'id', `devices/${me}/commands/+/request`],
    [`devices/${me}/desired`, 'desired', 'id', `devices/${me}/desired`],
  ])('allows %s and keeps it under the device’s id', (filter, channel, form, canonical) => {
    expect(decideSubscribe(me, filter)).toEqual({ allowed: true, channel, form, filter: canonical });
  });

  it.each([
    ['another device’s commands', `devices/${other}/commands/+/request`, 'foreign'],
    ['every device’s commands', 'devices/+/commands/+/request', 'foreign'],
    ['everything', '#', 'foreign'],
    ['everything below devices', 'devices/#', 'foreign'],
    ['its parent by way of #', 'devices/me#', 'malformed'],
    ['the server’s topics', '$SYS/#', 'foreign'],
    ['a shared subscription', '$share/group/devices/me/desired', 'foreign'],
    ['its whole prefix', 'devices/me/#', 'unknown'],
    ['its own telemetry', 'devices/me/telemetry', 'unknown'],
    ['one command', 'devices/me/commands/17/request', 'unknown'],
    ['a misplaced wildcard', 'devices/me/commands/1+/request', 'malformed'],
    ['an empty filter', '', 'malformed'],
  ])('refuses %s', (_, filter, refusal) => {
    expect(decideSubscribe(me, filter)).toMatchObject({ allowed: false, refusal });
  });
});
