import { Writable } from 'node:stream';
import { LineOutput } from './line-output.js';

const KIBI_LINE = `${'x'.repeat(1_023)}\n`;

/** A reader that takes a line when it is told to. */
class Reader extends Writable {
  readonly lines: string[] = [];
  #take: (() => void) | undefined;
  #paused = true;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.lines.push(String(chunk));
    if (this.#paused) this.#take = done;
    else done();
  }

  goOn(): void {
    this.#paused = false;
    this.#take?.();
  }
}

describe('lines to a reader', () => {
  let reader: Reader;
  let output: LineOutput;
  beforeEach(() => {
    reader = new Reader({ decodeStrings: true });
    output = new LineOutput(reader, (lines) => `${lines} dropped\n`);
  });

  it('wait for it, up to a mebibyte; what comes then is dropped and counted', () => {
    for (let line = 0; line < 1_100; line += 1) output.write(KIBI_LINE);
    expect(output.dropped).toBe(1_100 - 1_024);
  });

  it('say how many are missing as soon as it reads again', async () => {
    for (let line = 0; line < 1_100; line += 1) output.write(KIBI_LINE);
    reader.goOn();
    await output.flush(10_000);
    output.write('here again\n');
    await output.flush(10_000);
    expect(reader.lines.slice(-2)).toEqual(['76 dropped\n', 'here again\n']);
    expect(reader.lines).toHaveLength(1_026);
  });

  it('are flushed when all were read, and no later than the given time when nobody reads', async () => {
    output.write('one\n');
    await output.flush(1);
    reader.goOn();
    await output.flush(10_000);
    expect(reader.lines).toEqual(['one\n']);
  });

  it('to one that is gone are dropped and counted, and keep nobody waiting', async () => {
    output.write('one\n');
    reader.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await output.flush(10_000);
    output.write('two\n');
    await output.flush(10_000);
    expect(output.dropped).toBeGreaterThanOrEqual(1);
  });
});
