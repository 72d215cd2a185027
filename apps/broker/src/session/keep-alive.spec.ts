import { KeepAlive, silenceTicks, type Watched } from './keep-alive.js';

type Sample = Watched & { name: string; waitsForUs: boolean };
const session = (name: string, ticks: number): Sample => ({
  name,
  silenceTicks: ticks,
  lastReceivedTick: 0,
  waitsForUs: false,
});

function watching() {
  const ended: string[] = [];
  const keepAlive = new KeepAlive<Sample>(({ name }) => ended.push(`${name} at ${keepAlive.tick}`));
  const advance = (ticks: number) => {
    for (let n = 0; n < ticks; n += 1) keepAlive.advance();
  };
  return { keepAlive, ended, advance };
}

describe('KeepAlive', () => {
  it('ends a session that has been silent for its time, once', () => {
    const { keepAlive, ended, advance } = watching();
    keepAlive.watch(session('a', 3));
    advance(2);
    expect(ended).toEqual([]);
    advance(10);
    expect(ended).toEqual(['a at 3']);
  });

  it('counts from the last packet', () => {
    const { keepAlive, ended, advance } = watching();
    const a = session('a', 4);
    keepAlive.watch(a);
    advance(3);
    a.lastReceivedTick = keepAlive.tick;
    advance(3);
    expect(ended).toEqual([]);
    advance(1);
    expect(ended).toEqual(['a at 7']);
  });

  it('never blames a device whose messages wait for the database, and gives it its whole time afterwards', () => {
    const { keepAlive, ended, advance } = watching();
    const a = session('a', 3);
    keepAlive.watch(a);
    a.waitsForUs = true;
    advance(100);
    expect(ended).toEqual([]);
    a.waitsForUs = false;
    a.lastReceivedTick = keepAlive.tick;
    advance(2);
    expect(ended).toEqual([]);
    advance(1);
    expect(ended).toEqual(['a at 103']);
  });

  it('forgets a session that is gone', () => {
    const { keepAlive, ended, advance } = watching();
    const a = session('a', 3);
    keepAlive.watch(a);
    keepAlive.forget(a);
    keepAlive.forget(a);
    advance(10);
    expect(ended).toEqual([]);
  });

  it.each([
    [60, 3600, 91],
    [1, 3600, 3],
    [0, 3600, 5401],
    [65_535, 3600, 5401],
  ])('bears %d s of keep-alive, at most %d s, for %d ticks of silence [MQTT-3.1.2-24]', (asked, maximum, ticks) => {
    expect(silenceTicks(asked, maximum)).toBe(ticks);
  });
});
