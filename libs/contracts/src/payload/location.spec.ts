import { encodeLocation } from './device-encoders.js';
import { decodeLocation } from './location.js';

const RECEIVED = Date.UTC(2026, 10, 21, 12);
const DEVICE_TIME = RECEIVED - 5000;

function decode(payload: unknown) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return decodeLocation(Buffer.from(text), RECEIVED);
}

describe('decodeLocation', () => {
  it('reads degrees, meters and the device’s time', () => {
    expect(decode({ lat: 52.2, lon: 21.0, accuracy: 8, ts: DEVICE_TIME })).toEqual({
      positions: [
        {
          latitude: 52.2,
          longitude: 21.0,
          accuracyMeters: 8,
          observedAtMs: DEVICE_TIME,
          timeOrigin: 'device',
          claimedTimeMs: undefined,
        },
      ],
      rejected: [],
      rejectedCount: 0,
    });
  });

  it('takes the time of reception when there is none, and passes over what it does not know', () => {
    expect(decode({ lat: -90, lon: 180, accuracy: null, speed: 12 }).positions).toMatchObject([
      { latitude: -90, longitude: 180, accuracyMeters: undefined, observedAtMs: RECEIVED, timeOrigin: 'received' },
    ]);
  });

  it('stores an impossible time under the received time and keeps the claim', () => {
    expect(decode({ lat: 1, lon: 2, ts: 1 }).positions).toMatchObject([
      { observedAtMs: RECEIVED, timeOrigin: 'replaced', claimedTimeMs: 1 },
    ]);
  });

  it('keeps the good positions of a backlog and names the bad ones by index', () => {
    const { positions, rejected } = decode([
      { lat: 1, lon: 2, ts: DEVICE_TIME },
      { lat: 91, lon: 2, ts: DEVICE_TIME + 1 },
      { lat: 1, lon: 3, ts: DEVICE_TIME },
      { lat: 1, lon: 2, ts: DEVICE_TIME },
    ]);
    expect(positions).toHaveLength(1);
    expect(rejected).toMatchObject([
      { index: 1, code: 'payload.bad-number' },
      { index: 2, code: 'payload.same-instant' },
    ]);
  });

  it.each([
    ['a latitude beyond the pole', { lat: 90.1, lon: 0 }, 'payload.bad-number'],
    ['a longitude beyond the date line', { lat: 0, lon: -180.1 }, 'payload.bad-number'],
    ['an endless latitude', '{"lat":1e999,"lon":0}', 'payload.bad-number'],
    ['a latitude as text', { lat: '52.2', lon: 21 }, 'payload.wrong-shape'],
    ['no longitude', { lat: 52.2 }, 'payload.wrong-shape'],
    ['long names', { latitude: 52.2, longitude: 21 }, 'payload.wrong-shape'],
    ['a negative accuracy', { lat: 1, lon: 1, accuracy: -1 }, 'payload.bad-number'],
    ['an accuracy as text', { lat: 1, lon: 1, accuracy: '8 m' }, 'payload.bad-number'],
    ['a time as text', { lat: 1, lon: 1, ts: 'now' }, 'payload.bad-time'],
    ['a bare pair', '[52.2]', 'payload.wrong-shape'],
    ['what a receiver reports without a fix', { lat: 0, lon: 0 }, 'payload.no-fix'],
    ['the same with signs', '{"lat":-0.0,"lon":0.0,"accuracy":0}', 'payload.no-fix'],
    ['no JSON', 'lat=52.2', 'payload.not-json'],
    ['too many', new Array(4097).fill({ lat: 1, lon: 1 }), 'payload.too-many'],
  ])('refuses %s', (_, payload, code) => {
    expect(decode(payload)).toMatchObject({ positions: [], rejected: [{ code }], rejectedCount: 1 });
  });

  it('reads back what a device encodes', () => {
    const sample = { observedAtMs: DEVICE_TIME, latitude: 52.2297, longitude: 21.0122, accuracyMeters: 8 };
    expect(decode(encodeLocation(sample)).positions).toMatchObject([sample]);
  });

  it.each([
    [0, 1e-7],
    [1e-7, 0],
    [0, 180],
  ])('takes %d, %d: a place on the equator or the meridian', (lat, lon) => {
    expect(decode({ lat, lon })).toMatchObject({ positions: [{ latitude: lat, longitude: lon }], rejectedCount: 0 });
  });

  it('tells a backlog in seconds so, number by number, and keeps what the device calls the newest', () => {
    const seconds = Math.floor(RECEIVED / 1000);
    const { positions, rejected } = decode([2, 1].map((age) => ({ lat: age, lon: age, ts: seconds - age })));
    expect(positions).toMatchObject([{ latitude: 1, timeOrigin: 'replaced' }]);
    expect(rejected).toMatchObject([{ index: 0 }]);
    expect(rejected[0]?.reason).toContain(`Its time ${seconds - 2} looks like seconds since 1970`);
  });
});
