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
  ])('%s is refused', (sql) => {
    expect(sharedStateEffects(sql).refusal).toMatch(/^fieldgate_refuses/);
  });

  it.each([
    'DISCARD PLANS',
    'DEALLOCATE "all"',
    "SELECT 'DISCARD ALL'",
    'COMMENT ON TABLE a IS $$DISCARD ALL$$',
    'DEALLOCATE a',
  ])('%s is not', (sql) => {
    expect(sharedStateEffects(sql).refusal).toBeUndefined();
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
