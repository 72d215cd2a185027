import { matches, parseTopicFilter, parseTopicName } from '#libs/mqtt';

// MQTT 3.1.1 §4.7, clause by clause: the normative statements and every example of the text. The broker underneath
// accepts malformed filters, so these rules are ours to keep.

const longest = 'a'.repeat(65_535);
const nul = '\u0000';

describe('MQTT 3.1.1 §4.7, topic names and filters that must be refused', () => {
  it.each([
    ['MQTT-4.7.1-1', 'a topic name with #', 'name', 'sport/#', /wildcard/],
    ['MQTT-4.7.1-1', 'a topic name with +', 'name', 'sport/+/player1', /wildcard/],
    ['MQTT-4.7.1-1', 'a topic name with # inside a level', 'name', 'sport/ten#nis', /wildcard/],
    ['MQTT-4.7.1-1', 'a topic name with + inside a level', 'name', 'sport/ten+nis', /wildcard/],
    ['MQTT-4.7.1-2', '# after other characters of its level (an example of §4.7.1.2)', 'filter', 'sport/tennis#', /#/],
    ['MQTT-4.7.1-2', '# before the last level (an example of §4.7.1.2)', 'filter', 'sport/tennis/#/ranking', /#/],
    ['MQTT-4.7.1-2', '# before a separator', 'filter', '#/', /#/],
    ['MQTT-4.7.1-2', '# before other characters', 'filter', '#a', /#/],
    ['MQTT-4.7.1-2', 'two # in one level', 'filter', 'a/##', /#/],
    ['MQTT-4.7.1-2', '# after + in one level', 'filter', 'a/+#', /./],
    ['MQTT-4.7.1-3', '+ after other characters of its level (an example of §4.7.1.3)', 'filter', 'sport+', /\+/],
    ['MQTT-4.7.1-3', '+ before other characters of its level', 'filter', 'sport/+a/player1', /\+/],
    ['MQTT-4.7.1-3', '+ after other characters in a middle level', 'filter', 'sport/a+/player1', /\+/],
    ['MQTT-4.7.1-3', 'two + in one level', 'filter', '++', /\+/],
    ['MQTT-4.7.3-1', 'an empty topic name', 'name', '', /empty/],
    ['MQTT-4.7.3-1', 'an empty topic filter', 'filter', '', /empty/],
    ['MQTT-4.7.3-2', 'U+0000 in a topic name', 'name', `a${nul}b`, /null character/],
    ['MQTT-4.7.3-2', 'U+0000 in a topic filter', 'filter', `+/${nul}`, /null character/],
    ['MQTT-4.7.3-3', 'a topic name of 65 536 bytes', 'name', `${longest}a`, /65536 bytes/],
    ['MQTT-4.7.3-3', 'a topic filter of 65 536 bytes', 'filter', `${longest.slice(2)}a/#`, /65536 bytes/],
    ['MQTT-4.7.3-3', 'bytes counted, not characters', 'name', 'ą'.repeat(32_768), /65536 bytes/],
    ['MQTT-4.7.3-3', 'four bytes beyond the basic plane', 'filter', '🔋'.repeat(16_384), /65536 bytes/],
    ['MQTT-1.5.3-1', 'a high surrogate alone in a topic name', 'name', 'a/\ud83d', /surrogate/],
    ['MQTT-1.5.3-1', 'a low surrogate alone in a topic filter', 'filter', '\udd0b/#', /surrogate/],
    ['MQTT-1.5.3-1', 'surrogates in the wrong order', 'name', '\udd0b\ud83d', /surrogate/],
  ])('[%s] %s', (_clause, _case, kind, text, reason) => {
    const parse = kind === 'name' ? parseTopicName : parseTopicFilter;
    expect(() => parse(text)).toThrow(reason);
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: `mqtt.malformed-topic-${kind}`, kind: 'invalid' }),
    );
  });
});

describe('MQTT 3.1.1 §4.7, topic names and filters that must be taken, unchanged', () => {
  it.each([
    ['§4.7.1.1', 'adjacent separators make an empty level', 'name', 'a//b'],
    ['§4.7.1.2', '# alone', 'filter', '#'],
    ['§4.7.1.2', '# after a separator', 'filter', 'sport/tennis/#'],
    ['§4.7.1.2', '# after an empty first level', 'filter', '/#'],
    ['§4.7.1.3', '+ alone', 'filter', '+'],
    ['§4.7.1.3', '+ together with #', 'filter', '+/tennis/#'],
    ['§4.7.1.3', '+ in the middle', 'filter', 'sport/+/player1'],
    ['§4.7.1.3', '+ at every level, the empty ones included', 'filter', '/+/+/'],
    ['§4.7.2', 'topics of the server', 'filter', '$SYS/monitor/+'],
    ['§4.7.3', 'one character', 'name', 'a'],
    ['§4.7.3', 'only a separator', 'name', '/'],
    ['§4.7.3', 'spaces', 'name', 'Accounts payable'],
    ['MQTT-4.7.3-3', '65 535 bytes', 'name', longest],
    ['MQTT-4.7.3-3', '65 535 bytes in three-byte characters', 'filter', '語'.repeat(21_845)],
    ['MQTT-4.7.3-4', 'a decomposed letter stays decomposed', 'name', 'e\u0301'],
    ['MQTT-4.7.3-4', 'an unassigned character is kept', 'name', 'a/\u{e0fff}'],
    ['MQTT-1.5.3-1', 'a surrogate pair is one character', 'name', '🔋/level'],
    ['MQTT-1.5.3-3', 'U+FEFF is kept wherever it stands', 'name', '\uFEFFa'],
  ])('[%s] %s', (_clause, _case, kind, text) => {
    expect(kind === 'name' ? parseTopicName(text) : parseTopicFilter(text)).toBe(text);
  });
});

describe('MQTT 3.1.1 §4.7, matching', () => {
  it.each([
    // §4.7.1.2 and its examples
    ['§4.7.1.2', 'sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['§4.7.1.2', 'sport/tennis/player1/#', 'sport/tennis/player1/ranking', true],
    ['§4.7.1.2', 'sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['§4.7.1.2', 'sport/tennis/player1/#', 'sport/tennis/player10', false],
    ['§4.7.1.2', 'sport/#', 'sport', true],
    ['§4.7.1.2', 'sport/#', 'sport/', true],
    ['§4.7.1.2', 'sport/#', 'sports', false],
    ['§4.7.1.2', 'sport/#', 'spor', false],
    ['§4.7.1.2', '#', 'sport/tennis', true],
    ['§4.7.1.2', '#', '/', true],
    ['§4.7.1.2', '+/#', 'sport', true],
    ['§4.7.1.2', '/#', '/', true],
    ['§4.7.1.2', '/#', 'sport', false],
    // §4.7.1.3 and its examples
    ['§4.7.1.3', 'sport/tennis/+', 'sport/tennis/player1', true],
    ['§4.7.1.3', 'sport/tennis/+', 'sport/tennis/player2', true],
    ['§4.7.1.3', 'sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['§4.7.1.3', 'sport/+', 'sport', false],
    ['§4.7.1.3', 'sport/+', 'sport/', true],
    ['§4.7.1.3', '+/+', '/finance', true],
    ['§4.7.1.3', '/+', '/finance', true],
    ['§4.7.1.3', '+', '/finance', false],
    ['§4.7.1.3', 'sport/+/player1', 'sport/tennis/player1', true],
    ['§4.7.1.3', 'sport/+/player1', 'sport//player1', true],
    ['§4.7.1.3', 'sport/+/player1', 'sport/player1', false],
    ['§4.7.1.3', '+/tennis/#', 'sport/tennis', true],
    ['§4.7.1.3', '+/tennis/#', 'sport/tennis/player1/ranking', true],
    // §4.7.2 and its examples
    ['MQTT-4.7.2-1', '#', '$SYS/monitor/Clients', false],
    ['MQTT-4.7.2-1', '+/monitor/Clients', '$SYS/monitor/Clients', false],
    ['MQTT-4.7.2-1', '+/#', '$SYS', false],
    ['§4.7.2', '$SYS/#', '$SYS/monitor/Clients', true],
    ['§4.7.2', '$SYS/monitor/+', '$SYS/monitor/Clients', true],
    ['§4.7.2', 'a/+', 'a/$SYS', true],
    // §4.7.3 and its examples
    ['§4.7.3', 'ACCOUNTS', 'Accounts', false],
    ['§4.7.3', 'Accounts payable', 'Accounts payable', true],
    ['§4.7.3', '/finance', 'finance', false],
    ['§4.7.3', 'finance/', 'finance', false],
    ['§4.7.3', 'finance', 'finance/', false],
    ['§4.7.3', '/', '/', true],
    ['§4.7.3', 'a//b', 'a/b', false],
    ['MQTT-4.7.3-4', 'e\u0301', '\u00e9', false],
    ['MQTT-4.7.3-4', '\uFEFFa', 'a', false],
  ])('[%s] %s and %s: %s', (_clause, filter, name, expected) => {
    expect(matches(parseTopicFilter(filter), parseTopicName(name))).toBe(expected);
  });
});
