import { describeOnEveryDatabase } from '#libs/testing';
import { frame, int16, int32, RawClient } from './raw-client.js';

const parse = (name: string, sql: string) => frame('P', name, sql, int16(0));
const bind = (portal: string, name: string) => frame('B', portal, name, int16(0), int16(0), int16(0));
const execute = (portal: string) => frame('E', portal, int32(0));
const sync = frame('S');
const run = (sql: string) => Buffer.concat([parse('', sql), bind('', ''), execute('')]);
const typesOf = (messages: readonly string[]) => messages.map((message) => message[0]).join('');

describeOnEveryDatabase(
  'the extended protocol',
  (database) => {
    const clients: RawClient[] = [];
    const start = async () => {
      const client = await RawClient.start(database.url);
      clients.push(client);
      return client;
    };
    afterEach(() => {
      for (const client of clients.splice(0)) client.end();
    });

    it('answers several statements that were sent in one piece, one after the other', async () => {
      const client = await start();
      client.send(run('SELECT 1'), sync, run('SELECT 2'), sync, frame('Q', 'SELECT 3'));
      expect(typesOf(await client.until('Z'))).toBe('12DCZ');
      expect(typesOf(await client.until('Z'))).toBe('12DCZ');
      expect(typesOf(await client.until('Z'))).toBe('TDCZ');
    });

    it('skips everything between an error and the next Sync, and rolls it all back (§53.2.3)', async () => {
      const client = await start();
      client.send(frame('Q', 'CREATE TABLE IF NOT EXISTS pipe (n integer)'));
      await client.until('Z');
      client.send(
        run('INSERT INTO pipe VALUES (1)'),
        run('SELECT 1 / (random() * 0)::int'),
        run('INSERT INTO pipe VALUES (2)'),
        sync,
      );
      expect(typesOf(await client.until('Z'))).toBe('12C12EZ');
      client.send(frame('Q', 'SELECT count(*) FROM pipe'));
      expect(await client.until('Z')).toContainEqual(expect.stringMatching(/^D.*0$/s));
    });

    it('answers a Flush at once and keeps the transaction until the Sync', async () => {
      const client = await start();
      client.send(run('SELECT 1'), frame('H'));
      expect(typesOf(await client.until('C'))).toBe('12DC');
      client.send(run('SELECT 2'), sync);
      expect(typesOf(await client.until('Z'))).toBe('12DCZ');
    });

    it('keeps the unnamed statement of each connection, also when others use theirs in between', async () => {
      const [one, two] = [await start(), await start()];
      one.send(parse('', "SELECT 'one'"), sync);
      await one.until('Z');
      two.send(parse('', "SELECT 'two'"), sync);
      await two.until('Z');
      one.send(bind('', ''), execute(''), sync);
      const answers = await one.until('Z');
      expect(typesOf(answers)).toBe('2DCZ');
      expect(answers[1]).toContain('one');
      two.send(bind('', ''), execute(''), sync);
      expect((await two.until('Z'))[1]).toContain('two');
    });

    it('has no unnamed statement any more after a simple query', async () => {
      const client = await start();
      client.send(parse('', 'SELECT 1'), sync, frame('Q', 'SELECT 2'), bind('', ''), execute(''), sync);
      await client.until('Z');
      await client.until('Z');
      expect(await client.until('Z')).toContainEqual(expect.stringContaining('26000'));
    });

    it('gives rows piece by piece within a transaction', async () => {
      const client = await start();
      client.send(frame('Q', 'BEGIN'), parse('', 'SELECT generate_series(1, 5)'), bind('p', ''));
      client.send(frame('E', 'p', int32(2)), frame('E', 'p', int32(2)), frame('E', 'p', int32(2)), sync);
      await client.until('Z');
      expect(typesOf(await client.until('Z'))).toBe('12DDsDDsDCZ');
    });

    it('ignores a request to cancel that names nobody', async () => {
      const client = await RawClient.open(database.url);
      clients.push(client);
      client.send(int32(16), int32(80_877_102), int32(1), int32(1));
      await expect(client.until('E')).rejects.toThrow('ended after: nothing');
      await expect(start()).resolves.toBeDefined();
    });
  },
  { migrated: false },
);
