import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError, logLevel, parseEnvironment, port, readSecretFile, wholeNumber } from './configuration.js';

const schema = z.object({
  HTTP_PORT: port(8080),
  LOG_LEVEL: logLevel,
  BATCH: wholeNumber('readings', 1, 100, 10),
  DATABASE_URL: z.string().startsWith('postgresql://', 'must be a postgresql:// URL').optional(),
});

describe('the configuration', () => {
  it('has defaults for what is unset or empty', () => {
    expect(parseEnvironment('api', schema, { HTTP_PORT: '' })).toEqual({
      HTTP_PORT: 8080,
      LOG_LEVEL: 'info',
      BATCH: 10,
    });
  });

  it('reports every problem together, by name and never by value', () => {
    const parse = () =>
      parseEnvironment('api', schema, {
        HTTP_PORT: '99999',
        LOG_LEVEL: 'loud',
        BATCH: '0',
        DATABASE_URL: 'mysql://root:hunter2@x',
      });
    expect(parse).toThrow(ConfigurationError);
    expect(parse).toThrow(
      [
        'The api cannot start: 4 setting(s) are wrong.',
        '  - HTTP_PORT: must be a TCP port, 0 to 65535',
        '  - LOG_LEVEL: must be fatal, error, warn, info, debug or trace',
        '  - BATCH: must be a whole number of readings, 1 to 100',
        '  - DATABASE_URL: must be a postgresql:// URL',
      ].join('\n'),
    );
    expect(parse).not.toThrow(/hunter2|99999|loud/);
  });

  it.each(['-1', '1.5', '0x50', '080000', 'http', '65536'])('refuses %s as a port', (value) => {
    expect(() => parseEnvironment('api', schema, { HTTP_PORT: value })).toThrow('HTTP_PORT');
  });

  it('cannot be changed once it is parsed', () => {
    expect(Object.isFrozen(parseEnvironment('api', schema, {}))).toBe(true);
  });
});

describe('a secret file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldgate-secret-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read without its trailing line break', () => {
    writeFileSync(join(folder, 'good'), 'correct horse\n');
    expect(readSecretFile('api', 'OPERATOR_PASSWORD_FILE', join(folder, 'good'))).toBe('correct horse');
  });

  it('is named with its variable when it is missing or empty', () => {
    writeFileSync(join(folder, 'empty'), '\n');
    expect(() => readSecretFile('api', 'CA_PASSPHRASE_FILE', join(folder, 'none'))).toThrow(
      /CA_PASSPHRASE_FILE.*ENOENT/,
    );
    expect(() => readSecretFile('api', 'CA_PASSPHRASE_FILE', join(folder, 'empty'))).toThrow(/is empty/);
  });
});
