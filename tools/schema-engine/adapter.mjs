import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { createDatabase, dropDatabase, isScratch } from './databases.mjs';
import { startShadowDatabase } from './shadow-database.mjs';

// adapter-pg 7.10 does not know the one-byte type "char", which the catalog queries return: read it as bpchar.
const CHAR_OID = 18;
const BPCHAR_OID = 1042;
/** Column type "Character" of driver adapters. */
const CHARACTER = 6;
const { addFields } = pg.Result.prototype;
pg.Result.prototype.addFields = function (fields) {
  for (const field of fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = BPCHAR_OID;
  return addFields.call(this, fields);
};

/** Lets `cleanUp` run after the adapter is disposed of. */
function afterDispose(adapter, cleanUp) {
  const { dispose } = adapter;
  adapter.dispose = async () => {
    await dispose.call(adapter);
    await cleanUp();
  };
  return adapter;
}

/** PrismaPg without the two faults of 7.10 that spoil migrations: split scripts and the wrong shadow database. */
export class MigrationAdapterFactory extends PrismaPg {
  #url;
  #shadowUrl;

  /** @param shadowUrl a database to use as scratch, `pglite:` for an embedded one in memory, or undefined for one on the same server */
  constructor(url, shadowUrl) {
    super({ connectionString: url, application_name: 'prisma-migrate', max: 2 });
    this.#url = url;
    this.#shadowUrl = shadowUrl;
  }

  async connect() {
    if (isScratch(this.#url)) return connectToThrowAway();
    const adapter = await super.connect();
    // The adapter splits a script at every ";", which breaks function bodies: send it whole, as the native engine does.
    adapter.executeScript = async (script) => {
      await adapter.client.query(script).catch((cause) => adapter.onError(cause));
    };
    // The engine reads the kind of a check constraint as a character, and ends on a text.
    const { queryRaw } = adapter;
    adapter.queryRaw = async (query) => {
      const result = await queryRaw.call(adapter, query);
      const kind = result.columnNames.indexOf('constraint_type');
      if (kind >= 0) result.columnTypes[kind] = CHARACTER;
      return result;
    };
    return adapter;
  }

  // The adapter's own answer is the MAIN database, because its connectionString wins over the name it chose.
  async connectToShadowDb() {
    if (this.#shadowUrl === 'pglite:') return connectToThrowAway();
    if (this.#shadowUrl) return new MigrationAdapterFactory(this.#shadowUrl).connect();
    const scratch = new URL(this.#url);
    scratch.pathname = `/prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await createDatabase(scratch.href);
    return afterDispose(await new MigrationAdapterFactory(scratch.href).connect(), () => dropDatabase(scratch.href));
  }
}

async function connectToThrowAway() {
  const database = await startShadowDatabase();
  return afterDispose(await new MigrationAdapterFactory(database.url).connect(), () => database.stop());
}
