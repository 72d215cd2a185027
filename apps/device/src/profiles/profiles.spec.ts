import { decodeLocation, decodeTelemetry, encodeLocation, encodeTelemetry } from '#libs/contracts/payload';
import { DAY_MS } from '#libs/kernel';
import { seededRandom } from '../random.js';
import { MovingUnitSimulation } from './moving-unit.js';
import { simulationOf } from './profile.js';
import { RandomWalk } from './random-walk.js';

const START = Date.UTC(2026, 10, 21, 12);
const warsaw = { latitude: 52.2297, longitude: 21.0122 };
const lodz = { latitude: 51.7592, longitude: 19.456 };

/** A day of samples, one every ten seconds. */
function dayOf(profile: 'ups' | 'transformer' | 'moving', seed = 7) {
  const simulation = simulationOf(profile, seededRandom(seed), warsaw);
  return Array.from({ length: 8640 }, (_, at) => simulation.sample(START + at * 10_000));
}

function column(samples: ReturnType<typeof dayOf>, quantity: string): number[] {
  return samples.map(({ values }) => Number(values[quantity]));
}

const range = (numbers: number[]) => [Math.min(...numbers), Math.max(...numbers)] as const;

describe('the profiles', () => {
  it.each(['ups', 'transformer', 'moving'] as const)('%s: every sample is stored whole by the platform', (profile) => {
    for (const sample of dayOf(profile).slice(0, 500)) {
      const { readings, rejectedCount } = decodeTelemetry(Buffer.from(encodeTelemetry(sample)), sample.observedAtMs);
      expect([readings.length, rejectedCount]).toEqual([Object.keys(sample.values).length, 0]);
    }
  });

  it.each(['ups', 'transformer', 'moving'] as const)('%s: the same seed plays the same day', (profile) => {
    const hour = (seed: number) => JSON.stringify(dayOf(profile, seed).slice(0, 360));
    expect(hour(3)).toBe(hour(3));
    expect(hour(3)).not.toBe(hour(4));
  });

  it('a UPS stays within what a UPS can show, and sees an outage in a day', () => {
    const day = dayOf('ups');
    const mains = column(day, 'voltage').filter((volts) => volts !== 0);
    const [lowest, highest] = range(mains);
    expect(lowest).toBeGreaterThanOrEqual(207);
    expect(highest).toBeLessThanOrEqual(253);
    expect(mains.length).toBeLessThan(day.length);
    for (const quantity of ['load', 'battery']) {
      const [least, most] = range(column(day, quantity));
      expect(least).toBeGreaterThanOrEqual(0);
      expect(most).toBeLessThanOrEqual(100);
    }
    for (const { values } of day) expect(values.voltage === 0).toBe(values.onBattery);
  });

  it('a transformer is warmer in the afternoon than before dawn', () => {
    const day = dayOf('transformer');
    const at = (hour: number) => day.filter(({ observedAtMs }) => new Date(observedAtMs).getUTCHours() === hour);
    const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
    const warmth = (hour: number) => mean(column(at(hour), 'oilTemperature'));
    expect(warmth(15)).toBeGreaterThan(warmth(4) + 5);
    expect(range(column(day, 'hydrogen'))[0]).toBeGreaterThanOrEqual(0);
  });

  it('a moving unit drives at the speed it tells, along its route', () => {
    const unit = new MovingUnitSimulation([warsaw, lodz], seededRandom(1));
    const hour = Array.from({ length: 361 }, (_, at) => {
      const now = START + at * 10_000;
      const { values } = unit.sample(now);
      return { ...unit.position(now), speed: Number(values.speed) };
    });
    const meanSpeed = hour.reduce((sum, { speed }) => sum + speed, 0) / hour.length;
    const [first, last] = [hour[0]!, hour.at(-1)!];
    const kilometers = Math.hypot((last.latitude - first.latitude) * 111.2, (last.longitude - first.longitude) * 68.6);
    expect(Math.abs(kilometers - meanSpeed)).toBeLessThan(meanSpeed * 0.05);
    for (const { latitude, longitude } of hour) {
      const along = (warsaw.longitude - longitude) / (warsaw.longitude - lodz.longitude);
      expect(latitude).toBeCloseTo(warsaw.latitude + along * (lodz.latitude - warsaw.latitude), 3);
    }
  });

  it('a moving unit turns around at the end, and does not catch up after a long sleep', () => {
    const unit = new MovingUnitSimulation([warsaw, lodz], seededRandom(1));
    unit.sample(START);
    for (const days of [1, 40]) {
      const position = unit.position(START + days * DAY_MS);
      const { positions, rejectedCount } = decodeLocation(Buffer.from(encodeLocation(position)), position.observedAtMs);
      expect([positions.length, rejectedCount]).toEqual([1, 0]);
      expect(position.latitude).toBeGreaterThanOrEqual(lodz.latitude);
      expect(position.latitude).toBeLessThanOrEqual(warsaw.latitude);
    }
  });
});

describe('RandomWalk', () => {
  it('wanders around its mean and strays about as far as it is told', () => {
    const walk = new RandomWalk({ mean: 50, spread: 5, minimum: 0, maximum: 100 }, seededRandom(5));
    const values = Array.from({ length: 20_000 }, () => walk.next());
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
    expect(mean).toBeGreaterThan(48);
    expect(mean).toBeLessThan(52);
    expect(deviation).toBeGreaterThan(3.5);
    expect(deviation).toBeLessThan(6.5);
  });
});
