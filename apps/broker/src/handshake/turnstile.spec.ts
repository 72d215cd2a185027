import { Turnstile } from './turnstile.js';

describe('Turnstile', () => {
  const passing = (atOnce: number, momentMs = 60_000) => {
    const entered: string[] = [];
    return { entered, turnstile: new Turnstile<string>(atOnce, momentMs, (name) => entered.push(name)) };
  };

  it('lets as many through at once as there are places, in the order of arrival', () => {
    const { entered, turnstile } = passing(2);
    for (const name of ['a', 'b', 'c', 'd']) turnstile.arrive(name);
    expect(entered).toEqual(['a', 'b']);
    turnstile.leave('b');
    turnstile.leave('b');
    expect(entered).toEqual(['a', 'b', 'c']);
    turnstile.leave('a');
    expect(entered).toEqual(['a', 'b', 'c', 'd']);
    for (const name of ['c', 'd']) turnstile.leave(name);
  });

  it('passes over who has left the queue', () => {
    const { entered, turnstile } = passing(1);
    for (const name of ['a', 'b', 'c']) turnstile.arrive(name);
    turnstile.leave('b');
    turnstile.leave('a');
    expect(entered).toEqual(['a', 'c']);
    turnstile.leave('c');
  });

  it('takes the place back from who is slow', () => {
    jest.useFakeTimers();
    const { entered, turnstile } = passing(1, 250);
    turnstile.arrive('slow');
    turnstile.arrive('next');
    jest.advanceTimersByTime(249);
    expect(entered).toEqual(['slow']);
    jest.advanceTimersByTime(1);
    expect(entered).toEqual(['slow', 'next']);
    turnstile.leave('slow');
    turnstile.leave('next');
    jest.useRealTimers();
  });

  it('goes on when entering ends at once', () => {
    const entered: number[] = [];
    const turnstile: Turnstile<number> = new Turnstile(1, 60_000, (entrant) => {
      entered.push(entrant);
      turnstile.leave(entrant);
    });
    for (let n = 0; n < 3; n += 1) turnstile.arrive(n);
    expect(entered).toEqual([0, 1, 2]);
  });
});
