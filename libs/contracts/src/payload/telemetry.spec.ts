import { DAY_MS } from '#libs/kernel';
import { payloadLimits } from './limits.js';
import { decodeTelemetry } from './telemetry.js';

const RECEIVED = Date.UTC(2026, 10, 21, 12);
const DEVICE_TIME = RECEIVED - 60_000;

function decode(payload: unknown) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return decodeTelemetry(Buffer.from(text), RECEIVED);
}

/** Quantity → value of what was kept. */
function kept(payload: unknown) {
  return Object.fromEntries(decode(payload).readings.map((reading) => [reading.quantity, reading.value]));
}

/** The one rejection of a message that has exactly one. */
function refusal(payload: unknown) {
  const { rejected, rejectedCount } = decode(payload);
  expect(rejectedCount).toBe(1);
  return rejected[0]!;
}

describe('decodeTelemetry, forms', () => {
  it('reads an object of quantities as observed when received', () => {
    expect(decode({ voltage: 229.4 })).toEqual({
      readings: [
        {
          quantity: 'voltage',
          unit: undefined,
          kind: 'number',
          value: 229.4,
          observedAtMs: RECEIVED,
          timeOrigin: 'received',
          claimedTimeMs: undefined,
        },
      ],
      rejected: [],
      rejectedCount: 0,
    });
  });

  it('composes names of quantities (NFC): spelled in two ways they are one, of which the second value is refused', () => {
    expect(kept({ 'Ku\u0308hlung': 1 })).toEqual({ 'K\u00fchlung': 1 });
    expect(decode({ 'Ku\u0308hlung': 1, 'K\u00fchlung': 2 })).toMatchObject({
      readings: [{ quantity: 'K\u00fchlung', value: 1 }],
      rejectedCount: 1,
    });
  });

  it('reads {ts, values} as observed when the device says', () => {
    const [reading] = decode({ ts: DEVICE_TIME, values: { voltage: 229.4 } }).readings;
    expect(reading).toMatchObject({ quantity: 'voltage', observedAtMs: DEVICE_TIME, timeOrigin: 'device' });
  });

  it.each([[{ values: { a: 1 } }], [{ ts: null, values: { a: 1 } }]])(
    'takes the time of reception for %j',
    (payload) => {
      expect(decode(payload).readings).toMatchObject([{ observedAtMs: RECEIVED, timeOrigin: 'received' }]);
    },
  );

  it('reads a backlog: an array of either form, in the order of the message', () => {
    const { readings } = decode([{ ts: DEVICE_TIME, values: { a: 1, b: 2 } }, { a: 3 }]);
    expect(readings.map(({ quantity, value, observedAtMs }) => [quantity, value, observedAtMs])).toEqual([
      ['a', 1, DEVICE_TIME],
      ['b', 2, DEVICE_TIME],
      ['a', 3, RECEIVED],
    ]);
  });

  it('keeps numbers, booleans, texts, objects and arrays, each by its kind', () => {
    const { readings } = decode({ n: -0.5, b: false, t: 'on line', o: { b: [1, null] }, a: [true] });
    expect(readings.map(({ quantity, kind, value }) => [quantity, kind, value])).toEqual([
      ['n', 'number', -0.5],
      ['b', 'boolean', false],
      ['t', 'text', 'on line'],
      ['o', 'object', '{"b":[1,null]}'],
      ['a', 'object', '[true]'],
    ]);
  });

  it('passes null over: it says that there is no value', () => {
    expect(decode({ a: null, b: 1 })).toMatchObject({ readings: [{ quantity: 'b' }], rejectedCount: 0 });
  });

  it.each(['{}', '[]', '{"values":{}}'])('takes %s as a message without readings', (payload) => {
    expect(decode(payload)).toEqual({ readings: [], rejected: [], rejectedCount: 0 });
  });

  it('lets the last of two equal names count, as JSON.parse does', () => {
    expect(kept('{"a":1,"a":2}')).toEqual({ a: 2 });
  });

  it('keeps names that JavaScript gives a meaning', () => {
    expect(decode('{"__proto__":1,"constructor":2}').readings).toMatchObject([{ value: 1 }, { value: 2 }]);
  });

  it('drops a byte order mark (RFC 8259 §8.1)', () => {
    expect(kept('\uFEFF{"a":1}')).toEqual({ a: 1 });
  });
});

describe('decodeTelemetry, times', () => {
  it.each([
    ['the start of 1970', 0],
    ['seconds sent as milliseconds', Math.floor(RECEIVED / 1000)],
    ['a millisecond before 2000', Date.UTC(2000, 0, 1) - 1],
    ['a day and a millisecond ahead', RECEIVED + 86_400_001],
    ['microseconds sent as milliseconds', RECEIVED * 1000],
    ['a negative time', -1],
  ])('stores %s under the received time and keeps the claim', (_, ts) => {
    expect(decode({ ts, values: { a: 1 } })).toMatchObject({
      readings: [{ observedAtMs: RECEIVED, timeOrigin: 'replaced', claimedTimeMs: ts }],
      rejectedCount: 0,
    });
  });

  it('keeps an unimaginable claim as the largest number', () => {
    const [reading] = decode('{"ts":1e999,"values":{"a":1}}').readings;
    expect(reading).toMatchObject({ timeOrigin: 'replaced', claimedTimeMs: Number.MAX_VALUE });
  });

  it.each([
    ['the start of 2000', Date.UTC(2000, 0, 1)],
    ['a day ahead', RECEIVED + DAY_MS],
  ])('believes %s', (_, ts) => {
    expect(decode({ ts, values: { a: 1 } }).readings).toMatchObject([{ observedAtMs: ts, timeOrigin: 'device' }]);
  });

  it('rounds fractions of a millisecond away', () => {
    expect(decode({ ts: DEVICE_TIME + 0.4, values: { a: 1 } }).readings).toMatchObject([{ observedAtMs: DEVICE_TIME }]);
  });

  it.each(['"2026-11-21T12:00:00Z"', 'true', '[]', '{}'])('refuses ts = %s', (ts) => {
    expect(refusal(`{"ts":${ts},"values":{"a":1}}`)).toMatchObject({ code: 'payload.bad-time', index: undefined });
  });

  it('refuses the second of two values of one quantity at one instant, and says why', () => {
    const sample = (a: number) => ({ ts: DEVICE_TIME, values: { a } });
    const { readings, rejected } = decode([sample(1), sample(2)]);
    expect(readings).toMatchObject([{ value: 1 }]);
    expect(rejected).toMatchObject([{ code: 'payload.same-instant', index: 1 }]);
  });

  it('leaves out a repetition of the same value without a word', () => {
    const sample = { ts: DEVICE_TIME, values: { a: 1 } };
    expect(decode([sample, { ts: DEVICE_TIME + 1, values: { a: 1 } }, sample])).toMatchObject({
      readings: [{ observedAtMs: DEVICE_TIME }, { observedAtMs: DEVICE_TIME + 1 }],
      rejectedCount: 0,
    });
  });

  it('tells a device without a clock that its backlog needs times', () => {
    const { readings, rejected } = decode([{ a: 1 }, { ts: 5, values: { a: 2 } }]);
    expect(readings).toMatchObject([{ value: 1 }]);
    expect(rejected[0]?.reason).toContain('Without a believable time of its own');
  });
});

describe('decodeTelemetry, a backlog whose times are no milliseconds', () => {
  const SECONDS = Math.floor(RECEIVED / 1000);

  it.each([
    ['seconds', SECONDS, 1],
    ['microseconds', RECEIVED * 1e3, 1e6],
    ['nanoseconds', RECEIVED * 1e6, 1e9],
  ])('is told which number it sent, and that it looks like %s', (unit, start, step) => {
    const backlog = Array.from({ length: 100 }, (_, at) => ({ ts: start - at * step, values: { load: at } }));
    const { readings, rejected, rejectedCount } = decode(backlog);
    expect(readings).toMatchObject([{ value: 0, timeOrigin: 'replaced' }]);
    expect(rejectedCount).toBe(99);
    for (const { index, reason } of rejected) {
      expect(reason).toContain(`Its time ${start - Number(index) * step} looks like ${unit} since 1970`);
      expect(reason).toContain('milliseconds are wanted');
    }
  });

  it('keeps the value the device calls the newest: it is stored as what is true now', () => {
    const backlog = [3, 1, 2].map((age) => ({ ts: SECONDS - age, values: { load: age } }));
    expect(decode(backlog)).toMatchObject({ readings: [{ value: 1 }], rejected: [{ index: 0 }, { index: 2 }] });
  });

  it('loses nothing that has a believable time', () => {
    const { readings, rejected } = decode([
      { ts: SECONDS, values: { load: 1 } },
      { ts: DEVICE_TIME, values: { load: 2 } },
      { load: 3 },
    ]);
    expect(readings.map(({ value }) => value)).toEqual([2, 3]);
    expect(rejected).toMatchObject([{ index: 0, code: 'payload.same-instant' }]);
  });

  it('is told of a clock that was never set', () => {
    const { rejected } = decode([5, 6].map((ts) => ({ ts, values: { load: ts } })));
    expect(rejected[0]?.reason).toContain('Its time 5 is before the year 2000');
  });
});

describe('decodeTelemetry, refusals', () => {
  it.each([
    ['an empty payload', '', 'payload.not-json'],
    ['text that is not JSON', 'voltage=229.4', 'payload.not-json'],
    ['JSON that is cut off', '{"voltage":229.', 'payload.not-json'],
    ['NaN', '{"a":NaN}', 'payload.not-json'],
    ['Infinity', '{"a":-Infinity}', 'payload.not-json'],
    ['two documents', '{"a":1}{"a":2}', 'payload.not-json'],
    ['a number too large for 64 bits', '{"a":1e999}', 'payload.bad-number'],
    ['the same deep inside an object', '{"a":{"b":[1e999]}}', 'payload.bad-value'],
    ['a bare number', '229.4', 'payload.wrong-shape'],
    ['a bare text', '"on"', 'payload.wrong-shape'],
    ['null', 'null', 'payload.wrong-shape'],
    ['ts without values', '{"ts":1795000000000,"voltage":1}', 'payload.wrong-shape'],
    ['values that is no object', '{"ts":1795000000000,"values":[1]}', 'payload.wrong-shape'],
    ['a member beside ts and values', '{"ts":1795000000000,"values":{},"voltage":1}', 'payload.wrong-shape'],
    ['an empty name', '{"":1}', 'payload.bad-name'],
    ['a name of 129 characters', `{"${'n'.repeat(129)}":1}`, 'payload.bad-name'],
    ['a control character in a name', '{"a\\u0009b":1}', 'payload.bad-name'],
    ['U+0000 in a name', '{"a\\u0000":1}', 'payload.bad-name'],
    ['a lone surrogate in a name', '{"\\ud800":1}', 'payload.bad-name'],
    ['U+0000 in a text', '{"a":"b\\u0000"}', 'payload.bad-value'],
    ['a lone surrogate in a text', '{"a":"\\udc00"}', 'payload.bad-value'],
    ['U+0000 deep inside an object', '{"a":[{"b":"\\u0000"}]}', 'payload.bad-value'],
    ['U+0000 in a name inside an object', '{"a":{"\\u0000":1}}', 'payload.bad-value'],
    ['a text of 4097 characters', `{"a":"${'x'.repeat(4097)}"}`, 'payload.bad-value'],
    ['an object of more than 16384 characters', `{"a":["${'x'.repeat(16_384)}"]}`, 'payload.bad-value'],
  ])('refuses %s', (_, payload, code) => {
    expect(decode(payload).readings).toEqual([]);
    expect(refusal(payload)).toMatchObject({ code, reason: expect.stringMatching(/^[A-Z"].*\.$/) });
  });

  it.each(['NaN', 'nan', '-nan', 'nan(ind)', 'Infinity', '-Infinity', 'inf', '-inf', '+INF'])(
    'names the cure for %s',
    (value) => {
      expect(refusal(`{"a":${value}}`).reason).toContain('JSON has no NaN');
    },
  );

  it('does not speak of NaN where only a text holds the word', () => {
    expect(refusal('{"nan":"inf", broken}').reason).not.toContain('NaN');
  });

  it('keeps what is good beside what is refused, in one object', () => {
    expect(kept('{"a":1,"b":1e999,"c":3}')).toEqual({ a: 1, c: 3 });
  });

  it('keeps the good elements of an array and names the bad ones by index', () => {
    const { readings, rejected } = decode('[{"a":1},7,{"ts":"x","values":{"b":1}},{"c":3}]');
    expect(readings.map(({ quantity }) => quantity)).toEqual(['a', 'c']);
    expect(rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'payload.wrong-shape'],
      [2, 'payload.bad-time'],
    ]);
  });

  it('refuses bytes that are not UTF-8', () => {
    const payload = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]);
    expect(decodeTelemetry(payload, RECEIVED).rejected).toMatchObject([{ code: 'payload.not-utf8' }]);
  });

  it('takes 256 KiB and refuses one byte more', () => {
    const padded = (bytes: number) => `{"a":1${' '.repeat(bytes - 7)}}`;
    expect(kept(padded(payloadLimits.payloadBytes))).toEqual({ a: 1 });
    expect(refusal(padded(payloadLimits.payloadBytes + 1)).code).toBe('payload.too-large');
  });

  it('takes 16 levels and refuses 17', () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    expect(decode(nested(16))).toMatchObject({ readings: [{ kind: 'object' }], rejectedCount: 0 });
    expect(refusal(nested(17)).code).toBe('payload.too-deep');
  });

  it.each(['[', '{"a":', '[{"a":'])('refuses 100 000 times %s without exhausting the stack', (opening) => {
    const payload = opening.repeat(100_000).slice(0, payloadLimits.payloadBytes);
    expect(refusal(payload).code).toBe('payload.too-deep');
  });

  it('does not count brackets inside texts', () => {
    expect(kept({ a: '[[[[[[[[[[[[[[[[[[[[\\"{{{{' })).toEqual({ a: '[[[[[[[[[[[[[[[[[[[[\\"{{{{' });
  });

  it('keeps the first 4096 readings of one object and refuses the rest', () => {
    const values = Object.fromEntries(Array.from({ length: 4100 }, (_, at) => [`q${at}`, at]));
    const { readings, rejectedCount, rejected } = decode(values);
    expect([readings.length, rejectedCount]).toEqual([4096, 4]);
    expect(rejected[0]?.code).toBe('payload.too-many');
  });

  it('refuses an array of more than 4096 elements whole', () => {
    expect(refusal(new Array(4097).fill({})).code).toBe('payload.too-many');
  });

  it('describes 16 refusals and counts them all', () => {
    const { rejected, rejectedCount } = decode(new Array(1000).fill(1));
    expect([rejected.length, rejectedCount]).toEqual([16, 1000]);
  });
});
