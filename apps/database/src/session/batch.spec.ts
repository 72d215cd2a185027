import fc from 'fast-check';
import { MalformedFrameError } from '../errors.js';
import { int32, message } from '../wire/backend-messages.js';
import { type Batch, BatchBuilder } from './batch.js';
import { STATEMENTS_LIMIT } from './rules.js';

const none = Buffer.alloc(2);
const parse = (name: string, sql: string) => message('P', name, sql, none);
const bind = (portal: string, name: string) => message('B', portal, name, none, none, none);
const execute = (portal: string) => message('E', portal, int32(0));
const describeStatement = (name: string) => message('D', Buffer.from('S'), name);
const closeStatement = (name: string) => message('C', Buffer.from('S'), name);
const sync = message('S');

function batchOf(builder: BatchBuilder, ...frames: readonly Buffer[]): Batch {
  for (const frame of frames) {
    const batch = builder.add(frame);
    if (batch) return batch;
  }
  throw new Error('The messages are no whole batch.');
}
const bytesOf = (batch: Batch) => Buffer.concat(batch.pieces);

describe('a batch', () => {
  it('ends with Sync, Query or Flush, and only the first two make the client wait for ReadyForQuery', () => {
    const builder = new BatchBuilder(1);
    expect(builder.add(parse('', 'SELECT 1'))).toBeUndefined();
    expect(builder.add(message('H'))?.endsTransaction).toBe(false);
    expect(builder.add(sync)?.endsTransaction).toBe(true);
    expect(builder.add(message('Q', 'SELECT 1'))?.endsTransaction).toBe(true);
  });

  it('carries names of its connection alone', () => {
    const batch = batchOf(
      new BatchBuilder(7),
      parse('a', 'SELECT 1'),
      bind('p', 'a'),
      execute('p'),
      closeStatement('a'),
      sync,
    );
    expect(bytesOf(batch)).toEqual(
      Buffer.concat([parse('c7.a', 'SELECT 1'), bind('c7.p', 'c7.a'), execute('c7.p'), closeStatement('c7.a'), sync]),
    );
  });

  it('leaves the unnamed statement and portal unnamed', () => {
    const frames = [parse('', 'SELECT 1'), describeStatement(''), bind('', ''), execute(''), sync];
    expect(bytesOf(batchOf(new BatchBuilder(1), ...frames))).toEqual(Buffer.concat(frames));
  });

  it('keeps names apart that are longer than the backend reads', () => {
    const long = 'x'.repeat(70);
    const nameIn = (name: string) =>
      bytesOf(batchOf(new BatchBuilder(1), parse(name, ''), sync))
        .toString('latin1', 5)
        .split('\0')[0] ?? '';
    expect(nameIn(`${long}a`)).not.toBe(nameIn(`${long}b`));
    expect(nameIn(`${long}a`).length).toBeLessThanOrEqual(63);
  });

  it('does not copy the values of a Bind', () => {
    const frame = message('B', 'p', 'a', none, none, Buffer.alloc(100_000), none);
    const batch = batchOf(new BatchBuilder(1), frame, sync);
    expect(batch.pieces.some(({ buffer }) => buffer === frame.buffer)).toBe(true);
  });

  it('brings the unnamed statement of an earlier batch, in case another connection has replaced it', () => {
    const builder = new BatchBuilder(1);
    expect(batchOf(builder, parse('', 'SELECT 1'), sync).touchesUnnamed).toBe('parsed');
    expect(batchOf(builder, bind('', ''), execute(''), sync).earlierParse).toEqual(parse('', 'SELECT 1'));
    batchOf(builder, message('Q', 'SELECT 2'));
    expect(batchOf(builder, bind('', ''), sync).earlierParse).toBeUndefined();
  });

  it('gives the backend a stumbling block in place of what is refused', () => {
    const batch = batchOf(new BatchBuilder(1), parse('', 'DISCARD ALL'), bind('', ''), sync);
    expect(bytesOf(batch).includes('fieldgate_refuses_discard')).toBe(true);
    expect(bytesOf(batch).includes('DISCARD')).toBe(false);
    expect(bytesOf(batchOf(new BatchBuilder(1), message('F', Buffer.alloc(10)))).includes('function_call')).toBe(true);
  });

  it('knows LISTEN from Parse to Execute', () => {
    const builder = new BatchBuilder(1);
    batchOf(builder, parse('l', 'LISTEN a'), sync);
    expect(batchOf(builder, bind('', 'l'), execute(''), sync).listening).toEqual([{ kind: 'listen', channel: 'a' }]);
    batchOf(builder, parse('l', 'SELECT 1'), sync);
    expect(batchOf(builder, bind('', 'l'), execute(''), sync).listening).toEqual([]);
  });

  it('knows that a statement may change settings whenever it is executed, also long after its Parse', () => {
    const builder = new BatchBuilder(1);
    expect(batchOf(builder, parse('s', "SELECT set_config('a', 'b', false)"), sync).mayChangeSettings).toBe(false);
    expect(batchOf(builder, bind('', 's'), execute(''), sync).mayChangeSettings).toBe(true);
  });

  it('ignores what is left of a refused COPY', () => {
    const builder = new BatchBuilder(1);
    expect(builder.add(message('d', Buffer.from('1\n')))).toBeUndefined();
    expect(bytesOf(batchOf(builder, message('f', 'no'), sync))).toEqual(sync);
  });

  it('runs without its Sync when a client gathers too much', () => {
    const builder = new BatchBuilder(1);
    let batch: Batch | undefined;
    for (let i = 0; i < 20_000 && !batch; i += 1) batch = builder.add(execute(''));
    expect(batch?.endsTransaction).toBe(false);
  });

  it('refuses one named statement too many, and takes it again when one is closed', () => {
    const builder = new BatchBuilder(1);
    for (let i = 0; i < STATEMENTS_LIMIT; i += 1) builder.add(parse(`s${i}`, 'SELECT 1'));
    batchOf(builder, sync);
    expect(bytesOf(batchOf(builder, parse('more', 'SELECT 1'), sync)).includes('refuses_another_statement')).toBe(true);
    batchOf(builder, closeStatement('s1'), sync);
    expect(bytesOf(batchOf(builder, parse('more', 'SELECT 1'), sync)).includes('refuses')).toBe(false);
  });

  it('closes at its end what it left in the backend', () => {
    const builder = new BatchBuilder(3);
    batchOf(builder, parse('a', 'SELECT 1'), parse('b', 'SELECT 2'), closeStatement('a'), sync);
    batchOf(builder, message('Q', 'PREPARE mine AS SELECT 1'));
    expect(builder.closingMessages()).toEqual(Buffer.concat([closeStatement('c3.b'), closeStatement('mine')]));
  });

  it('throws nothing but its own error, whatever the bodies of its messages', () => {
    const types = fc.constantFrom('Q', 'P', 'B', 'D', 'E', 'C', 'F', 'p', 'X');
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 60 }), (type, body) => {
        try {
          new BatchBuilder(1).add(message(type, Buffer.from(body)));
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedFrameError);
        }
      }),
    );
  });
});
