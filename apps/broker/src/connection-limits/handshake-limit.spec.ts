import { HandshakeLimit, type Lane } from './handshake-limit.js';

const oneAddress: Lane = { address: '192.0.2.1', isKnown: false };

describe('HandshakeLimit', () => {
  const passing = (atOnce: number, momentMs = 60_000) => {
    const entered: string[] = [];
    return { entered, limit: new HandshakeLimit<string>(atOnce, momentMs, (name) => entered.push(name)) };
  };

  it('lets as many through at once as there are places, in the order of arrival', () => {
    const { entered, limit } = passing(2);
    for (const name of ['a', 'b', 'c', 'd']) limit.arrive(name, oneAddress);
    expect(entered).toEqual(['a', 'b']);
    limit.leave('b');
    limit.leave('b');
    expect(entered).toEqual(['a', 'b', 'c']);
    limit.leave('a');
    expect(entered).toEqual(['a', 'b', 'c', 'd']);
    for (const name of ['c', 'd']) limit.leave(name);
  });

  it('passes over who has left the queue', () => {
    const { entered, limit } = passing(1);
    for (const name of ['a', 'b', 'c']) limit.arrive(name, oneAddress);
    limit.leave('b');
    limit.leave('a');
    expect(entered).toEqual(['a', 'c']);
    limit.leave('c');
  });

  it('takes the place back from who is slow', () => {
    jest.useFakeTimers();
    const { entered, limit } = passing(1, 250);
    limit.arrive('slow', oneAddress);
    limit.arrive('next', oneAddress);
    jest.advanceTimersByTime(249);
    expect(entered).toEqual(['slow']);
    jest.advanceTimersByTime(1);
    expect(entered).toEqual(['slow', 'next']);
    limit.leave('slow');
    limit.leave('next');
    jest.useRealTimers();
  });

  it('goes on when entering ends at once', () => {
    const entered: number[] = [];
    const limit: HandshakeLimit<number> = new HandshakeLimit(1, 60_000, (entrant) => {
      entered.push(entrant);
      limit.leave(entrant);
    });
    for (let n = 0; n < 3; n += 1) limit.arrive(n, oneAddress);
    expect(entered).toEqual([0, 1, 2]);
  });

  it('takes the addresses in turn, so that one connection does not wait for a thousand of another address', () => {
    const { entered, limit } = passing(1);
    for (let n = 0; n < 1_000; n += 1) limit.arrive(`a${n}`, oneAddress);
    limit.arrive('b', { address: '192.0.2.2', isKnown: false });
    for (const name of ['a0', 'a1']) limit.leave(name);
    expect(entered).toContain('b');
    for (let n = 0; n < 1_000; n += 1) limit.leave(`a${n}`);
    limit.leave('b');
  });

  it('lets known addresses go first, and every fourth turn a stranger', () => {
    const { entered, limit } = passing(1);
    const known = { address: '192.0.2.9', isKnown: true };
    for (let n = 0; n < 8; n += 1) limit.arrive(`stranger ${n}`, { address: `192.0.2.${n}`, isKnown: false });
    for (let n = 0; n < 8; n += 1) limit.arrive(`known ${n}`, known);
    for (let turn = 0; turn < 8; turn += 1) limit.leave(entered.at(-1) ?? '');
    const after = entered.slice(1, 9);
    expect(after.filter((name) => name.startsWith('known'))).toHaveLength(6);
    expect(after.slice(0, 2).every((name) => name.startsWith('known'))).toBe(true);
    for (let left = 0; left < 16; left += 1) limit.leave(entered.at(-1) ?? '');
  });
});
