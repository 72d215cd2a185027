import { decodeUtf8String, MAX_STRING_BYTES } from '#libs/mqtt';

// MQTT 3.1.1 §1.5.3 on the bytes of a string; RFC 3629 §3 and §10 name the ill-formed sequences.

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('MQTT 3.1.1 §1.5.3, UTF-8 encoded strings', () => {
  it.each([
    ['MQTT-1.5.3-1', 'an encoded high surrogate, U+D800', bytes(0xed, 0xa0, 0x80)],
    ['MQTT-1.5.3-1', 'an encoded low surrogate, U+DFFF', bytes(0xed, 0xbf, 0xbf)],
    ['MQTT-1.5.3-1', 'an encoded surrogate pair (CESU-8)', bytes(0xed, 0xa0, 0xbd, 0xed, 0xb4, 0x8b)],
    ['MQTT-1.5.3-1', 'an overlong slash', bytes(0xc0, 0xaf)],
    ['MQTT-1.5.3-1', 'an overlong null character', bytes(0xc0, 0x80)],
    ['MQTT-1.5.3-1', 'a lone continuation byte', bytes(0x61, 0x80)],
    ['MQTT-1.5.3-1', 'a sequence cut off', bytes(0xe2, 0x82)],
    ['MQTT-1.5.3-1', 'a code point beyond U+10FFFF', bytes(0xf4, 0x90, 0x80, 0x80)],
    ['MQTT-1.5.3-1', 'Latin-1', bytes(0x6d, 0xfc, 0x6c, 0x6c)],
    ['MQTT-1.5.3-2', 'the null character', bytes(0x61, 0x00)],
    ['§1.5.3', '65 536 bytes', new Uint8Array(MAX_STRING_BYTES + 1).fill(0x61)],
  ])('[%s] refuses %s', (_clause, _case, encoded) => {
    expect(() => decodeUtf8String(encoded)).toThrow(expect.objectContaining({ code: 'mqtt.malformed-string' }));
  });

  it('[MQTT-1.5.3-3] keeps EF BB BF as U+FEFF, at the start too', () => {
    expect(decodeUtf8String(bytes(0xef, 0xbb, 0xbf, 0x61, 0xef, 0xbb, 0xbf))).toBe('\uFEFFa\uFEFF');
  });

  it('§1.5.3 non-normative example: A followed by U+2A6D4', () => {
    expect(decodeUtf8String(bytes(0x41, 0xf0, 0xaa, 0x9b, 0x94))).toBe('A\u{2A6D4}');
  });

  it.each(['', 'a', '\u0001\u007f\u0085', '\uffff', '語🔋'])('takes %j', (text) => {
    expect(decodeUtf8String(Buffer.from(text))).toBe(text);
  });
});
