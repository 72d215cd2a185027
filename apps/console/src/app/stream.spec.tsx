/** @jest-environment jsdom */
import { onlineManager, type QueryClient } from '@tanstack/react-query';
import { newQueryClient } from './query-client';
import { Refusal } from './refusal';
import { LiveLoop } from './stream';

const watched = [{ queryKey: ['device'], everyMs: 5_000 }];

describe('the loop that keeps a page up to date (rule 9)', () => {
  let client: QueryClient;
  let told: (number | undefined)[];
  let loop: LiveLoop;
  const start = Date.parse('2026-11-30T13:03:22Z');
  beforeEach(() => {
    jest.useFakeTimers({ now: start });
    client = newQueryClient({ onSessionEnded: () => undefined, onOutside: () => undefined });
    told = [];
    loop = new LiveLoop(client, watched, (since) => told.push(since));
    client.setQueryData(['device'], 'first');
  });
  afterEach(() => {
    client.clear();
    onlineManager.setOnline(true);
    jest.useRealTimers();
  });
  const turnAfter = (ms: number) => {
    jest.setSystemTime(start + ms);
    loop.turn();
  };

  it('says within ten seconds since when nothing came, once', () => {
    turnAfter(5_000);
    expect(told).toEqual([]);
    turnAfter(9_500);
    turnAfter(10_000);
    expect(told).toEqual([start]);
  });

  it('says so at once where the browser knows that it has no network', () => {
    onlineManager.setOnline(false);
    turnAfter(1_000);
    expect(told).toEqual([start]);
  });

  it('takes it back with the first answer, and asks everything anew', () => {
    const anew = jest.spyOn(client, 'invalidateQueries');
    turnAfter(9_500);
    client.setQueryData(['device'], 'second');
    turnAfter(10_000);
    expect(told).toEqual([start, undefined]);
    expect(anew).toHaveBeenCalledTimes(1);
  });

  it('takes a refusal for an answer: a right that was withdrawn is no lost network', async () => {
    const refused = Refusal.unreadable(404, 'gone', undefined);
    await client
      .fetchQuery({ queryKey: ['device'], queryFn: () => Promise.reject(refused), staleTime: 0 })
      .catch(() => undefined);
    turnAfter(20_000);
    expect(told).toEqual([]);
  });

  it('gives who comes back to the page its time to be answered', () => {
    jest.setSystemTime(start + 60_000);
    loop.look();
    expect(told).toEqual([]);
    turnAfter(70_000);
    expect(told).toEqual([start]);
  });

  it('asks for what is due and for nothing else', () => {
    const asked = jest.spyOn(client, 'refetchQueries').mockResolvedValue();
    turnAfter(4_000);
    expect(asked).not.toHaveBeenCalled();
    turnAfter(5_000);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
