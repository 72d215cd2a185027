import { decodeAttributes } from './attributes.js';

const decode = (payload: unknown) =>
  decodeAttributes(Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)));

describe('decodeAttributes', () => {
  it('R1-06: reads what a device tells about itself, such as its system name', () => {
    expect(decode({ systemName: '1600XP 18kVA 160300007', ports: [8883], old: null })).toEqual({
      attributes: [
        { name: 'systemName', kind: 'text', value: '1600XP 18kVA 160300007' },
        { name: 'ports', kind: 'object', value: '[8883]' },
        { name: 'old', kind: 'removed', value: undefined },
      ],
      rejected: [],
      rejectedCount: 0,
    });
  });

  it('composes names and texts (NFC), and of one name takes the last value', () => {
    expect(decode({ 'gro\u0308\u00dfe': 'Zu\u0308rich', 'gr\u00f6\u00dfe': 'L' }).attributes).toEqual([
      { name: 'gr\u00f6\u00dfe', kind: 'text', value: 'L' },
    ]);
    expect(decode({ systemName: 'Zu\u0308rich' }).attributes).toMatchObject([{ value: 'Z\u00fcrich' }]);
  });

  it('measures names and texts as they are kept (NFC), in which they may be shorter or longer than they were sent', () => {
    expect(decode({ ['u\u0308'.repeat(128)]: 'u\u0308'.repeat(4096) })).toMatchObject({
      attributes: [{ name: '\u00fc'.repeat(128), value: '\u00fc'.repeat(4096) }],
      rejectedCount: 0,
    });
    expect(decode({ ['\ufb2c'.repeat(128)]: 1, long: '\ufb2c'.repeat(4096) })).toMatchObject({
      attributes: [],
      rejected: [{ code: 'payload.bad-name' }, { code: 'payload.bad-value' }],
    });
  });

  it('keeps what is good beside what is refused', () => {
    expect(decode('{"a":1e999,"\\u0001":1,"b":true}')).toMatchObject({
      attributes: [{ name: 'b' }],
      rejected: [{ code: 'payload.bad-number' }, { code: 'payload.bad-name' }],
    });
  });

  it.each([
    ['an array', [{ a: 1 }], 'payload.wrong-shape'],
    ['null', null, 'payload.wrong-shape'],
    ['no JSON', 'a', 'payload.not-json'],
    ['too many', Object.fromEntries(Array.from({ length: 4097 }, (_, at) => [at, 1])), 'payload.too-many'],
  ])('refuses %s', (_, payload, code) => {
    expect(decode(payload)).toMatchObject({ attributes: [], rejected: [{ code }] });
  });
});
