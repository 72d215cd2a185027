import { decodeTelemetry } from './telemetry.js';

const RECEIVED = Date.UTC(2026, 10, 21, 12);

function decode(pack: unknown) {
  return decodeTelemetry(Buffer.from(JSON.stringify(pack)), RECEIVED);
}

function rows(pack: unknown) {
  return decode(pack).readings.map(({ quantity, unit, value, observedAtMs }) => [quantity, unit, value, observedAtMs]);
}

describe('SenML', () => {
  it('RFC 8428 §5.1.1: reads a single data point', () => {
    expect(rows([{ n: 'urn:dev:ow:10e2073a01080063', u: 'Cel', v: 23.1 }])).toEqual([
      ['urn:dev:ow:10e2073a01080063', 'Cel', 23.1, RECEIVED],
    ]);
  });

  it('RFC 8428 §5.1.2: adds base name, base time and base unit to every record', () => {
    const pack = [
      { bn: 'urn:dev:ow:10e2073a0108006:', bt: 1.276020076001e9, bu: 'A', bver: 5, n: 'voltage', u: 'V', v: 120.1 },
      { n: 'current', t: -5, v: 1.2 },
      { n: 'current', v: 1.7 },
    ];
    expect(rows(pack)).toEqual([
      ['voltage', 'V', 120.1, 1276020076001],
      ['current', 'A', 1.2, 1276020071001],
      ['current', 'A', 1.7, 1276020076001],
    ]);
  });

  it('RFC 8428 §4.1: a base field counts for its record and those after it, until it is set again', () => {
    const pack = [
      { n: 'a', v: 1 },
      { bn: 'x/', n: 'a', v: 2 },
      { n: 'b', v: 3 },
      { bn: 'y/', n: 'b', v: 4 },
    ];
    expect(rows(pack).map(([quantity]) => quantity)).toEqual(['a', 'x/a', 'x/b', 'y/b']);
  });

  it('RFC 8428 §4.1: a record of base fields alone is no reading', () => {
    expect(
      rows([
        { bn: 'x/', bu: 'V' },
        { n: 'a', v: 1 },
      ]),
    ).toEqual([['x/a', 'V', 1, RECEIVED]]);
  });

  it('composes units (NFC), base units too: the sign of the ohm is the Greek letter, and angstroms are one unit', () => {
    const pack = [
      { n: 'resistance', u: '\u2126', v: 1, t: -2 },
      { n: 'resistance', u: '\u03a9', v: 2, t: -1 },
      { bu: 'A\u030a', n: 'wavelength', v: 3 },
    ];
    expect(rows(pack).map(([quantity, unit]) => [quantity, unit])).toEqual([
      ['resistance', '\u03a9'],
      ['resistance', '\u03a9'],
      ['wavelength', '\u00c5'],
    ]);
  });

  it.each([
    [0, RECEIVED, 'received'],
    [-60, RECEIVED - 60_000, 'received'],
    [2.5, RECEIVED + 2500, 'received'],
    [2 ** 28 - 1, RECEIVED, 'replaced'], // eight years ahead
    [1_795_000_000.25, 1_795_000_000_250, 'device'],
    [2 ** 28, RECEIVED, 'replaced'], // 1978
  ])('RFC 8428 §4.5.3: t = %d is relative below 2^28, absolute from there', (t, observedAtMs, timeOrigin) => {
    expect(decode([{ n: 'a', v: 1, t }]).readings).toMatchObject([{ observedAtMs, timeOrigin }]);
  });

  it('RFC 8428 §4.5.4: adds the base value, and a missing value is zero', () => {
    expect(rows([{ bv: 100, n: 'a', v: 1 }, { n: 'b' }, { n: 'c', v: -100 }]).map(([, , value]) => value)).toEqual([
      101, 100, 0,
    ]);
  });

  it('RFC 8428 §4.2: takes texts and booleans', () => {
    expect(
      decode([
        { n: 'a', vs: 'on' },
        { n: 'b', vb: false },
      ]).readings,
    ).toMatchObject([
      { kind: 'text', value: 'on' },
      { kind: 'boolean', value: false },
    ]);
  });

  it('RFC 8428 §4.4: ignores fields it does not know', () => {
    expect(decode([{ n: 'a', v: 1, color: 'red', ut: 60, s: 5 }])).toMatchObject({
      readings: [{ value: 1 }],
      rejectedCount: 0,
    });
  });

  it.each([
    ['§4.4 a field that must be understood', { n: 'b', v: 1, color_: 'red' }, 'payload.unsupported'],
    ['§4.2 a data value', { n: 'b', vd: 'AQID' }, 'payload.unsupported'],
    ['§4.2 a sum without a value', { n: 'b', s: 12 }, 'payload.unsupported'],
    ['§4.2 no value', { n: 'b' }, 'payload.wrong-shape'],
    ['§4.2 two values', { n: 'b', v: 1, vb: true }, 'payload.wrong-shape'],
    ['§4.3 a number as text', { n: 'b', v: '1' }, 'payload.wrong-shape'],
    ['§4.3 a text as number', { n: 'b', vs: 1 }, 'payload.wrong-shape'],
    ['§4.3 a boolean as number', { n: 'b', vb: 1 }, 'payload.wrong-shape'],
    ['§4.3 a name that is no text', { n: 5, v: 1 }, 'payload.wrong-shape'],
    ['§4.3 a unit that is no text', { n: 'b', u: 5, v: 1 }, 'payload.wrong-shape'],
    ['§4.3 a time that is no number', { n: 'b', t: 'now', v: 1 }, 'payload.bad-time'],
    ['§4.5.1 no name at all', { v: 1 }, 'payload.bad-name'],
    ['§4.5.1 a name with a space', { n: 'oil temperature', v: 1 }, 'payload.bad-name'],
    ['§4.5.1 a name that starts with a dot', { n: '.b', v: 1 }, 'payload.bad-name'],
    ['an overlong unit', { n: 'b', u: 'u'.repeat(33), v: 1 }, 'payload.bad-unit'],
    ['no object', 5, 'payload.wrong-shape'],
  ])('refuses %s and keeps its neighbors', (_, record, code) => {
    const { readings, rejected } = decode([{ n: 'a', v: 1 }, record, { n: 'c', v: 3 }]);
    expect(readings.map(({ quantity }) => quantity)).toEqual(['a', 'c']);
    expect(rejected).toMatchObject([{ index: 1, code }]);
  });

  it('RFC 8428 §4.4: refuses a pack of a newer version whole', () => {
    const { readings, rejected } = decode([
      { n: 'a', v: 1 },
      { bver: 11, n: 'b', v: 2 },
    ]);
    expect(readings).toEqual([]);
    expect(rejected).toMatchObject([{ code: 'payload.unsupported', index: undefined }]);
  });

  it('refuses all that follows a base it cannot read, for its names and times would be wrong', () => {
    const pack = [
      { n: 'a', v: 1 },
      { bn: 5, n: 'b', v: 2 },
      { n: 'c', v: 3 },
    ];
    expect(decode(pack)).toMatchObject({ readings: [{ quantity: 'a' }], rejected: [{ index: 1 }], rejectedCount: 2 });
  });

  it('keeps the base of a record whose value it refuses', () => {
    expect(
      rows([
        { bn: 'x/', n: 'a', vd: 'AA' },
        { n: 'b', v: 1 },
      ]),
    ).toEqual([['x/b', undefined, 1, RECEIVED]]);
  });

  it.each([
    ['urn:dev:mac:0024befffe804ff1:', 'load'],
    ['urn:dev:mac:0024befffe804ff1', '_load'],
  ])('leaves the device URN %s out of the name, for the certificate says who speaks', (bn, n) => {
    expect(rows([{ bn, n, v: 1 }])).toEqual([['load', undefined, 1, RECEIVED]]);
  });

  it('does not take a backlog of quantities called bt and v for a pack', () => {
    expect(rows([{ bt: 25.1, v: 229 }])).toEqual([
      ['bt', undefined, 25.1, RECEIVED],
      ['v', undefined, 229, RECEIVED],
    ]);
  });

  it.each([
    ['milliseconds', RECEIVED, 1e3],
    ['nanoseconds', RECEIVED * 1e6, 1e9],
  ])('is told when its times look like %s', (unit, start, step) => {
    const { rejected } = decode([0, 1].map((at) => ({ n: 'a', v: at, t: start - at * step })));
    expect(rejected[0]?.reason).toContain(
      `Its time ${start - step} looks like ${unit} since 1970; seconds are wanted.`,
    );
  });

  it('takes eight units of a quantity and refuses every further one', () => {
    const pack = Array.from({ length: 2400 }, (_, at) => ({ n: 'a', u: `u${at}`, v: at, t: at - 2400 }));
    const { readings, rejected, rejectedCount } = decode(pack);
    expect([readings.length, rejectedCount]).toEqual([8, 2392]);
    expect(rejected[0]).toMatchObject({ code: 'payload.bad-unit', index: 8 });
  });
});
