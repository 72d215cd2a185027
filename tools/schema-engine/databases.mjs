import pg from 'pg';

/** Whether the URL stands for an empty database that is started for one command (prisma.config.ts; RFC 2606 §2). */
export const isScratch = (url) => new URL(url).hostname === 'scratch.invalid';

/** Runs `work` with a client on the server's maintenance database and the name of the database that `url` means. */
async function onServerOf(url, work) {
  const maintenance = new URL(url);
  const name = decodeURIComponent(maintenance.pathname.slice(1)) || 'postgres';
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    return await work(client, name);
  } finally {
    await client.end();
  }
}

/** Makes the database that `url` names, unless it is there. */
export async function createDatabase(url) {
  if (isScratch(url)) return { databaseName: 'scratch' };
  return onServerOf(url, async (client, name) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    return { databaseName: name };
  });
}

/** Drops the database that `url` names, with whoever is connected to it. */
export const dropDatabase = (url) =>
  onServerOf(url, (client, name) => client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`));

/** Connects once and throws what the server or the socket answered. */
export async function tryConnection(url) {
  if (isScratch(url)) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.end();
}
