import { join } from 'node:path';
import { benchOptions, usage } from './options.js';

const parts = ['ingest', 'map', 'storm'];
const options = (...given: string[]) => {
  const parsed = benchOptions(given, parts);
  if (parsed === 'help') throw new Error('It asked for help.');
  return parsed;
};

describe('options of the benchmark', () => {
  it('runs what is usual when nothing is asked for', () => {
    expect(options()).toMatchObject({
      only: [],
      rounds: 3,
      seconds: 10,
      mapDevices: [10_000, 100_000],
      server: undefined,
    });
  });

  it('takes the names of several parts', () => {
    expect(options('--only', 'storm,ingest').only).toEqual(['storm', 'ingest']);
  });

  it.each(['nothing', 'storm,', 'Storm', ''])('refuses the part "%s" and says which there are', (name) => {
    expect(() => options('--only', name)).toThrow('there are ingest, map, storm');
  });

  it('knows another tree by its absolute path, whatever folder is gone to later', () => {
    expect(options('--tree', 'elsewhere').tree).toBe(join(process.cwd(), 'elsewhere'));
  });

  it('takes several sizes of the map', () => {
    expect(options('--map-devices', '10000,1000000').mapDevices).toEqual([10_000, 1_000_000]);
  });

  it.each([
    ['seconds', '0'],
    ['seconds', '-1'],
    ['seconds', '1.5'],
    ['devices', 'many'],
    ['sessions', '10000000'],
    ['rounds', '100'],
    ['map-devices', '10000,'],
    ['fleet', '1e6'],
  ])('refuses --%s %s by name', (name, value) => {
    expect(() => options(`--${name}=${value}`)).toThrow(`--${name} must be a whole number from 1`);
  });

  it('refuses an option it does not know', () => {
    expect(() => options('--idle', '7')).toThrow('--idle');
  });

  it('answers a call for help before anything else', () => {
    expect(benchOptions(['--help'], parts)).toBe('help');
    expect(usage('  storm  devices come back')).toContain('storm  devices come back');
  });
});
