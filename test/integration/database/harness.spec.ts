import { Client } from 'pg';
import { useTestDatabase } from '#libs/testing';

describe('a test database', () => {
  const database = useTestDatabase();

  it('has the registry and telemetry in it', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      "SELECT to_regclass('organization') IS NOT NULL AS registry, to_regclass('telemetry.reading') IS NOT NULL AS telemetry",
    );
    await client.end();
    expect(rows).toEqual([{ registry: true, telemetry: true }]);
  });
});
