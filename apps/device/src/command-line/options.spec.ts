import { UsageError } from '../errors.js';
import { readOptions } from './options.js';

const FILES = ['--key', 'S1.key', '--pem', 'S1.pem'];

describe('the command line', () => {
  it('has the defaults a customer’s device has', () => {
    expect(readOptions([...FILES, '--profile', 'ups'])).toEqual({
      keyFile: 'S1.key',
      pemFile: 'S1.pem',
      host: 'localhost',
      port: 8883,
      sendOnce: [],
      attributes: undefined,
      location: undefined,
      profile: 'ups',
      intervalMs: 10_000,
      answerCommands: false,
      misbehave: undefined,
      backlogFile: 'S1.backlog',
      backlogBytes: 16 * 1024 * 1024,
      forMs: undefined,
      timeoutMs: 30_000,
    });
  });

  it('takes several readings, a place and a span', () => {
    const args = ['--send-once', '{"a":1}', '--send-once', '{"b":2}', '--location=-52.5,21,8', '--for', '0.5'];
    expect(readOptions([...FILES, ...args])).toMatchObject({
      sendOnce: ['{"a":1}', '{"b":2}'],
      location: { latitude: -52.5, longitude: 21, accuracyMeters: 8 },
      forMs: 500,
    });
  });

  it.each([['--help'], ['-h', '--nonsense'].slice(0, 1)])('shows the help for %s', (flag) => {
    expect(readOptions([flag])).toBe('help');
  });

  it.each([
    ['no key', ['--pem', 'a.pem'], '--key is missing'],
    ['no certificate', ['--key', 'a.key'], '--pem is missing'],
    ['nothing to do', FILES, 'nothing to do'],
    ['an unknown option', [...FILES, '--speed', '9'], '--speed'],
    ['an unknown profile', [...FILES, '--profile', 'fridge'], 'one of ups, transformer, moving'],
    ['an unknown misbehavior', [...FILES, '--misbehave', 'explode'], 'one of other-topic'],
    ['a port too high', [...FILES, '--profile', 'ups', '--port', '65536'], 'from 1 to 65535'],
    ['a port in words', [...FILES, '--profile', 'ups', '--port', 'mqtt'], '--port is "mqtt"'],
    ['no interval at all', [...FILES, '--profile', 'ups', '--interval', '0'], '--interval'],
    ['readings that are no JSON', [...FILES, '--send-once', 'load=43'], 'is not JSON'],
    ['readings that are an array', [...FILES, '--send-once', '[1]'], 'an object like'],
    ['a place beyond the pole', [...FILES, '--location', '91,0'], 'degrees like'],
    ['half a place', [...FILES, '--location', '52.2'], 'degrees like'],
    ['a place with a comma too many', [...FILES, '--location', '52,21,8,1'], 'degrees like'],
    ['a stray word', [...FILES, 'run'], 'run'],
  ])('refuses %s with a sentence and where to look', (_, args, words) => {
    expect(() => readOptions(args)).toThrow(UsageError);
    expect(() => readOptions(args)).toThrow(words);
    expect(() => readOptions(args)).toThrow('--help');
  });
});
