import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Backlog } from '../backlog/backlog.js';
import { Outbox } from '../backlog/outbox.js';
import { ConnectionFailedError } from './connection-failure.js';
import { keepConnected } from './keep-connected.js';

const unreachable = new ConnectionFailedError('h', 8883, 'unreachable', 'it cannot be reached.');
const folder = mkdtempSync(join(tmpdir(), 'fieldgate-device-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A connection that acknowledges so many messages and then ends. */
function connection(acknowledging: number, journal: string[]) {
  let left = acknowledging;
  let close: (reason: string) => void = () => {};
  const closed = new Promise<string>((resolve) => {
    close = resolve;
  });
  if (left === 0) close('thrown out');
  const publish = async (_topic: string, payload: string) => {
    if (left-- <= 0) throw new Error('lost');
    journal.push(`stored ${payload}`);
    if (left === 0) close('thrown out');
  };
  return { publish, closed, end: async () => close('ended') };
}

/** Runs a device through these attempts; after the last one it is stopped. */
async function through(attempts: ('fails' | number)[], payloads: string[], giveUp = false) {
  const journal: string[] = [];
  const backlog = Backlog.open({ file: join(folder, `${Math.random()}`), maximumBytes: 1e6, survives: 'crash' });
  const outbox = new Outbox(backlog);
  for (const payload of payloads) outbox.put('devices/me/attributes', payload); // a topic that is never joined
  const stop = new AbortController();
  const left = [...attempts];
  const parts = {
    outbox,
    random: () => 0.5,
    connect: async () => {
      const next = left.shift();
      if (next === undefined || next === 'fails') throw unreachable;
      return connection(next, journal);
    },
    wait: async (ms: number) => {
      journal.push(`wait ${ms}`);
      if (left.length === 0) stop.abort();
    },
    events: {
      connected: () => void journal.push('connected'),
      lost: (reason: string) => void journal.push(`lost: ${reason}`),
      failed: () => !giveUp,
    },
  };
  await keepConnected(parts, stop.signal).finally(() => backlog.close());
  return journal;
}

describe('keepConnected', () => {
  it('waits longer after every failure', async () => {
    expect(await through(['fails', 'fails', 'fails'], [])).toEqual(['wait 1000', 'wait 2000', 'wait 4000']);
  });

  it('sends what waits, and begins with a short wait again once something was acknowledged', async () => {
    expect(await through(['fails', 'fails', 2, 'fails'], ['a', 'b'])).toEqual([
      'wait 1000',
      'wait 2000',
      'connected',
      'stored a',
      'stored b',
      'lost: thrown out',
      'wait 1000',
      'wait 2000',
    ]);
  });

  it('waits longer and longer for a broker that lets in and throws out at once', async () => {
    expect((await through([0, 0, 0], ['a'])).filter((line) => line.startsWith('wait'))).toEqual([
      'wait 1000',
      'wait 2000',
      'wait 4000',
    ]);
  });

  it('sends again what was not acknowledged, and nothing twice that was', async () => {
    const journal = await through([1, 1, 1], ['a', 'b', 'c']);
    expect(journal.filter((line) => line.startsWith('stored'))).toEqual(['stored a', 'stored b', 'stored c']);
  });

  it('gives up when it is told to, with the failure', async () => {
    await expect(through(['fails', 1], [], true)).rejects.toBe(unreachable);
  });
});
