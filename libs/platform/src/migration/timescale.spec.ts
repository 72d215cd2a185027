import type { ClientBase } from 'pg';
import { TimescaleMissingError } from './errors.js';
import { isOlder, requireTimescale } from './timescale.js';

interface Server {
  readonly number?: number;
  readonly available?: string;
  readonly installed?: string;
  readonly license?: string;
  readonly mayCreate?: boolean;
}

/** A server that answers what we ask of it. */
function aServer({ number = 170_005, available, installed, license = 'timescale', mayCreate = true }: Server) {
  let present = installed ?? null;
  const query = async (sql: string) => {
    if (sql.startsWith('CREATE EXTENSION')) {
      if (!mayCreate) throw new Error('permission denied to create extension "timescaledb"');
      present = available ?? null;
    }
    if (sql.includes('timescaledb.license')) return { rows: [{ license }] };
    const version = String(Math.floor(number / 10_000));
    return { rows: [{ version_number: number, version, available: available ?? null, installed: present }] };
  };
  return { query } as unknown as ClientBase;
}

describe('a server', () => {
  it('with the extension is taken', async () => {
    await expect(requireTimescale(aServer({ available: '2.28.0', installed: '2.28.0' }))).resolves.toBe('2.28.0');
  });

  it('that has it to offer gets it', async () => {
    await expect(requireTimescale(aServer({ available: '2.28.0' }))).resolves.toBe('2.28.0');
  });

  it.each([
    { what: 'PostgreSQL 14', server: { number: 140_012, available: '2.11.0' }, says: 'PostgreSQL 15 or newer' },
    { what: 'no TimescaleDB', server: {}, says: 'PostgreSQL 17 without TimescaleDB' },
    { what: 'no right to create it', server: { available: '2.28.0', mayCreate: false }, says: 'Have a superuser run' },
    { what: 'an old one', server: { available: '2.28.0', installed: '2.9.3' }, says: 'ALTER EXTENSION' },
    { what: 'the Apache edition', server: { installed: '2.28.0', license: 'apache' }, says: 'Community edition' },
  ])('with $what is refused, and the message says what to do', async ({ server, says }) => {
    const refused = requireTimescale(aServer(server));
    await expect(refused).rejects.toBeInstanceOf(TimescaleMissingError);
    await expect(requireTimescale(aServer(server))).rejects.toThrow(says);
  });
});

describe('a version of TimescaleDB', () => {
  it.each([
    { version: '2.23.0-dev', older: false },
    { version: '2.13.0', older: false },
    { version: '2.9.3', older: true },
    { version: '1.7.5', older: true },
    { version: '3.0.0', older: false },
  ])('$version is older than 2.13: $older', ({ version, older }) => {
    expect(isOlder(version, '2.13')).toBe(older);
  });
});
