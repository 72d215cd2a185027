import { sharedStateEffects } from './rules.js';

describe('what a text does to state that all connections share', () => {
  it.each([
    'DISCARD ALL',
    'discard /* everything */ All',
    '  -- x\n DISCARD TEMP',
    'DISCARD TEMPORARY;',
    'SELECT 1; DISCARD ALL',
    'DEALLOCATE ALL',
    'deallocate prepare all',
    'CREATE INDEX i ON t (a) WITH (timescaledb.transaction_per_chunk)',
  ])('%s is refused', (sql) => {
    expect(sharedStateEffects(sql).replacement).toMatch(/^fieldgate_refuses/);
  });

  it.each([
    'DISCARD PLANS',
    'DEALLOCATE "all"',
    "SELECT 'DISCARD ALL'",
    'COMMENT ON TABLE a IS $$DISCARD ALL$$',
    'DEALLOCATE a',
  ])('%s is not', (sql) => {
    expect(sharedStateEffects(sql).replacement).toBeUndefined();
  });

  it.each([
    'CREATE INDEX CONCURRENTLY i ON t (a)',
    'create unique index /**/ concurrently if not exists i on t (a)',
    'DROP INDEX CONCURRENTLY i',
    'REINDEX TABLE CONCURRENTLY t',
    'ALTER TABLE t DETACH PARTITION p CONCURRENTLY',
  ])('%s is done without the word, at the same positions', (sql) => {
    const { replacement } = sharedStateEffects(sql);
    expect(replacement).toBe(sql.replace(/concurrently/i, ' '.repeat(12)));
  });

  it.each([
    'REFRESH MATERIALIZED VIEW CONCURRENTLY v',
    'CREATE TABLE "concurrently" (a text)',
    "CREATE VIEW v AS SELECT 'concurrently'",
  ])('%s keeps it', (sql) => {
    expect(sharedStateEffects(sql).replacement).toBeUndefined();
  });

  it('is listening, with the channel as PostgreSQL folds and cuts it', () => {
    const { listening } = sharedStateEffects(`LISTEN Foo; UNLISTEN "Foo"; UNLISTEN *; LISTEN ${'é'.repeat(40)}`);
    expect(listening).toEqual([
      { kind: 'listen', channel: 'foo' },
      { kind: 'unlisten', channel: 'Foo' },
      { kind: 'unlisten-all' },
      { kind: 'listen', channel: 'é'.repeat(31) },
    ]);
  });

  it('is a prepared statement, but not a prepared transaction', () => {
    expect(sharedStateEffects('PREPARE a AS SELECT 1; PREPARE TRANSACTION $$x$$').prepared).toEqual(['a']);
  });

  it('is settings, when a function may make them', () => {
    expect(sharedStateEffects("SELECT set_config('a', 'b', false)").mayChangeSettings).toBe(true);
    expect(sharedStateEffects('SELECT 1').mayChangeSettings).toBe(false);
  });
});
