import { Pool } from 'pg';
import { describeOnEveryDatabase } from '#libs/testing';
import { Prisma, RegistryDatabase } from '#prisma';

describeOnEveryDatabase('statements of the registry', (database) => {
  let pool: Pool;
  let registry: RegistryDatabase;

  beforeEach(async () => {
    // One connection: what is prepared is its own.
    pool = new Pool({ connectionString: database.url, max: 1 });
    registry = new RegistryDatabase(pool);
    await pool.query('CREATE TABLE IF NOT EXISTS parcel (id int, weight int)');
    await pool.query('TRUNCATE parcel');
    await pool.query('INSERT INTO parcel VALUES (1, 10), (2, 20)');
  });
  afterEach(async () => {
    await pool.query('DROP TABLE parcel');
    await registry.close();
    await pool.end();
  });

  const weight = (id: number) => registry.client.$queryRaw`/* prepared */ SELECT weight FROM parcel WHERE id = ${id}`;
  const prepared = async () => {
    const { rows } = await pool.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements');
    return rows.map(({ statement }) => statement);
  };

  it('are prepared once a connection where they are marked, and answer for each value', async () => {
    for (let round = 0; round < 8; round += 1) {
      await expect(weight(1)).resolves.toEqual([{ weight: 10 }]);
      await expect(weight(2)).resolves.toEqual([{ weight: 20 }]);
    }
    await registry.run(async () => expect(await weight(3)).toEqual([]));
    expect(await prepared()).toEqual(['/* prepared */ SELECT weight FROM parcel WHERE id = $1']);
  });

  it('are planned each time where they are not', async () => {
    await registry.client.$queryRaw`SELECT weight FROM parcel WHERE id = ${1}`;
    await registry.client.organization.findMany();
    expect(await prepared()).toEqual([]);
  });

  it('are all prepared for who asks for it', async () => {
    const eager = new RegistryDatabase(pool, 'all');
    for (const id of [1, 2]) {
      const rows = await eager.client.$queryRaw`SELECT weight FROM parcel WHERE id = ${id}`;
      expect(rows).toEqual([{ weight: 10 * id }]);
    }
    await eager.close();
    expect(await prepared()).toEqual(['SELECT weight FROM parcel WHERE id = $1']);
  });

  it('see what is written between two of their runs, and go on after a migration added a column', async () => {
    for (let round = 0; round < 8; round += 1) await weight(1);
    await pool.query('UPDATE parcel SET weight = 11 WHERE id = 1');
    await expect(weight(1)).resolves.toEqual([{ weight: 11 }]);
    await pool.query('ALTER TABLE parcel ADD COLUMN height int NOT NULL DEFAULT 5');
    await pool.query('CREATE UNIQUE INDEX ON parcel (id)');
    await expect(weight(1)).resolves.toEqual([{ weight: 11 }]);
  });

  it('are prepared anew when a migration changed the type of a column: outside of a unit of work nobody sees it, inside one does', async () => {
    const of = () => registry.rows(Prisma.sql`/* prepared */ SELECT weight FROM parcel WHERE id = ${1}`);
    await of();
    await pool.query('ALTER TABLE parcel ALTER COLUMN weight TYPE smallint');
    await expect(of()).resolves.toEqual([{ weight: 10 }]);
    await pool.query('ALTER TABLE parcel ALTER COLUMN weight TYPE int');
    await expect(registry.run(of)).rejects.toThrow('cached plan must not change result type');
    await expect(registry.run(of)).resolves.toEqual([{ weight: 10 }]);
  });

  it('give the same rows inside a unit of work, by Prisma, and outside of any, without it', async () => {
    const id = '00000000-0000-7000-8000-00000000002a';
    const given = {
      at: new Date('2026-11-21T23:59:59.987Z'),
      key: Uint8Array.of(0, 92, 255),
      words: ['a,"b"', '', 'ü'],
    };
    const statement = Prisma.sql`/* prepared */
      SELECT ${'it’s'}::text AS text, ${id}::uuid AS uuid, ${true}::boolean AS yes, ${-7}::int AS number, ${null}::text AS none,
             ${given.at}::timestamptz AS at, ${given.key}::bytea AS key, ${given.words}::text[] AS words,
             ${[]}::uuid[]::text[] AS no_words, '2026-11-21T23:59:59.987654Z'::timestamptz AS finer`;
    const expected = {
      text: 'it’s',
      uuid: id,
      yes: true,
      number: -7,
      none: null,
      at: given.at,
      words: given.words,
      no_words: [],
    };
    const seen = async () => {
      const [row] = await registry.rows<{ readonly key: Uint8Array; readonly finer: Date }>(statement);
      const { key, finer, ...others } = row ?? { key: undefined, finer: undefined };
      expect(others).toEqual(expected);
      expect([...(key ?? [])]).toEqual([...given.key]);
      expect(finer).toEqual(given.at);
    };
    await seen();
    await registry.run(seen);
  });

  it('are rolled back with their unit of work, and tell why they failed outside of one', async () => {
    const add = (id: number) =>
      registry.rows(Prisma.sql`/* prepared */ INSERT INTO parcel VALUES (${id}::int, 1) RETURNING id`);
    const work = registry.run(async () => {
      await add(3);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await weight(3)).toEqual([]);
    await expect(registry.rows(Prisma.sql`SELECT 1 / ${0}::int`)).rejects.toMatchObject({ code: '22012' });
    expect(await add(4)).toEqual([{ id: 4 }]);
  });

  it('are given no more names than a hundred; further texts are answered without', async () => {
    for (let n = 0; n < 105; n += 1) {
      const column = Prisma.raw(`weight_${n}`);
      const rows = await registry.client
        .$queryRaw`/* prepared */ SELECT weight AS ${column} FROM parcel WHERE id = ${1}`;
      expect(rows).toEqual([{ [`weight_${n}`]: 10 }]);
    }
    expect(await prepared()).toHaveLength(100);
  });
});
