import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Backlog } from './backlog.js';
import { lineOfAdded, lineOfRemoved, readLine } from './backlog-journal.js';

const TOPIC = 'devices/me/telemetry';
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldgate-backlog-'));
  file = join(folder, 'device.backlog');
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(maximumBytes = 1_000_000): Backlog {
  return Backlog.open({ file, maximumBytes, survives: 'crash' });
}

const payloads = (backlog: Backlog) => Array.from(backlog.entries(), ({ payload }) => payload);
const sequences = (backlog: Backlog) => Array.from(backlog.entries(), ({ sequence }) => sequence);

describe('Backlog', () => {
  it('gives messages back in the order they were written down, after a restart too', () => {
    const before = open();
    for (const payload of ['{"a":1}', '{"b":"ą\\n\\u0000"}', '']) before.append(TOPIC, payload);
    before.close();
    const after = open();
    expect(payloads(after)).toEqual(['{"a":1}', '{"b":"ą\\n\\u0000"}', '']);
    expect(Array.from(after.entries(), ({ topic }) => topic)).toEqual([TOPIC, TOPIC, TOPIC]);
    after.close();
  });

  it('forgets what was acknowledged, after a restart too', () => {
    const before = open();
    for (const payload of ['1', '2', '3', '4']) before.append(TOPIC, payload);
    before.remove([1, 3, 3, 99]);
    before.close();
    const after = open();
    expect(payloads(after)).toEqual(['2', '4']);
    after.append(TOPIC, '5');
    expect(new Set(sequences(after)).size).toBe(3);
    after.close();
  });

  it('keeps all whole lines when the last one was cut off, and goes on writing behind it', () => {
    const before = open();
    before.append(TOPIC, '1');
    before.append(TOPIC, '2');
    before.close();
    writeFileSync(file, readFileSync(file).subarray(0, -4));
    const between = open();
    expect(payloads(between)).toEqual(['1']);
    between.append(TOPIC, '3');
    between.close();
    const after = open();
    expect(payloads(after)).toEqual(['1', '3']);
    after.close();
  });

  it('passes over damaged lines and keeps the others', () => {
    const before = open();
    for (const payload of ['first', 'second', 'third']) before.append(TOPIC, payload);
    before.close();
    writeFileSync(file, readFileSync(file, 'utf8').replace('second', 'secund'));
    appendFileSync(file, '\nnonsense\n\u0000\u0000');
    const after = open();
    expect(payloads(after)).toEqual(['first', 'third']);
    after.close();
  });

  it('gives up the oldest messages when it is full, and counts them', () => {
    const backlog = open(1000); // a message of 100 bytes takes 152
    for (let at = 0; at < 20; at++) backlog.append(TOPIC, String(at).padStart(100, '0'));
    expect(sequences(backlog)).toEqual([15, 16, 17, 18, 19, 20]);
    expect(backlog.lost).toBe(14);
    backlog.close();
    const after = open(1000);
    expect(sequences(after)).toEqual([15, 16, 17, 18, 19, 20]);
    after.close();
  });

  it('gives up a message that alone is too large, and nothing else for it', () => {
    const backlog = open(1000);
    backlog.append(TOPIC, '1');
    backlog.append(TOPIC, 'x'.repeat(2000));
    expect([payloads(backlog), backlog.lost]).toEqual([['1'], 1]);
    backlog.close();
  });

  it('keeps its file small however many messages pass through', () => {
    const backlog = open();
    for (let at = 1; at <= 5000; at++) {
      backlog.append(TOPIC, `{"n":${at}}`);
      backlog.remove([at]);
    }
    expect(statSync(file).size).toBeLessThan(128 * 1024);
    backlog.close();
  });

  it('is readable by its owner only', () => {
    const backlog = open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    backlog.close();
  });

  it('is refused to a second process, and taken over from a dead one', () => {
    writeFileSync(`${file}.lock`, '1\n'); // process 1 is always there
    expect(() => open()).toThrow(expect.objectContaining({ code: 'device.backlog-in-use' }));
    writeFileSync(`${file}.lock`, '2147483646\n'); // beyond any process id
    open().close();
    expect(() => statSync(`${file}.lock`)).toThrow('ENOENT');
  });

  it('is after any history what a list with the same history would be', () => {
    const step = fc.oneof(
      fc.record({ append: fc.string({ unit: 'binary', maxLength: 30 }) }),
      fc.record({ remove: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }) }),
      fc.constant('reopen' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        rmSync(file, { force: true });
        let backlog = open();
        let expected: { sequence: number; payload: string }[] = [];
        for (const one of steps) {
          if (one === 'reopen') {
            backlog.close();
            backlog = open();
          } else if ('append' in one) {
            backlog.append(TOPIC, one.append);
            const sequence = sequences(backlog).at(-1)!;
            expected.push({ sequence, payload: one.append });
          } else {
            backlog.remove(one.remove);
            expected = expected.filter(({ sequence }) => !one.remove.includes(sequence));
          }
        }
        expect(payloads(backlog)).toEqual(expected.map(({ payload }) => payload));
        backlog.close();
      }),
      { numRuns: 50 },
    );
  });
});

describe('a line of the backlog', () => {
  it('reads back as it was written', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e15 - 1 }), text, text, (sequence, topic, payload) => {
        const entry = { sequence, topic, payload };
        expect(readLine(lineOfAdded(entry).slice(1))).toEqual({ added: entry });
        expect(readLine(lineOfRemoved(sequence).slice(1))).toEqual({ removed: sequence });
      }),
    );
  });

  it('is damaged, not misread, when anything in it changes', () => {
    const line = lineOfAdded({ sequence: 12, topic: TOPIC, payload: '{"a":1}' }).slice(1);
    fc.assert(
      fc.property(fc.nat(line.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        fc.pre(line[at] !== character);
        expect(readLine(line.slice(0, at) + character + line.slice(at + 1))).toBeUndefined();
        expect(readLine(line.slice(0, at))).toBeUndefined();
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (line) => expect(readLine(line)).toBeUndefined()));
  });
});
