import fc from 'fast-check';
import { deviceId } from '#libs/kernel';
import { type NewAttempt, RefusalWindow } from './refusal-window.js';

const at = new Date('2026-11-21T12:00:00Z');
const device = (n: number) => deviceId(`0198a7f2-6f2c-7c1a-9e55-${n.toString(16).padStart(12, '0')}`);
const refusal = (topic: string, difference: Partial<NewAttempt> = {}): NewAttempt => ({
  remoteAddress: '192.0.2.7',
  cause: 'connection.topic-not-own',
  detail: `The device published to "${topic}".`,
  deviceId: device(1),
  presented: null,
  ...difference,
});

describe('RefusalWindow', () => {
  it('keeps each reason of one cause, and counts the repetitions of each', () => {
    const window = new RefusalWindow(100);
    const noted = ['a', 'b', 'a', 'a', 'c'].map((topic) => window.note(refusal(topic), at));
    expect(noted).toEqual(['first', 'first', 'counted', 'counted', 'first']);
    expect(window.close().map(({ detail }) => detail)).toEqual([
      'The device published to "a". Seen 2 more time(s) within 10 s.',
    ]);
  });

  it('counts the reasons of one device beyond twenty in one row that names the last', () => {
    const window = new RefusalWindow(100);
    const noted = Array.from({ length: 50 }, (_, n) => window.note(refusal(`topic ${n}`), at));
    expect(noted.filter((outcome) => outcome === 'first')).toHaveLength(20);
    expect(window.close().map(({ detail }) => detail)).toEqual([
      'The device published to "topic 49". The last of 30 more refusal(s) with other reasons within 10 s.',
    ]);
  });

  it('has room for others while one device, or one address, is refused for ever new reasons', () => {
    const window = new RefusalWindow(100);
    for (let n = 0; n < 10_000; n += 1) {
      window.note(refusal(`topic ${n}`), at);
      window.note(refusal(`topic ${n}`, { deviceId: null }), at);
    }
    expect(window.note(refusal('mine', { deviceId: device(2) }), at)).toBe('first');
    expect(window.note(refusal('mine', { deviceId: null, remoteAddress: '192.0.2.8' }), at)).toBe('first');
  });

  it('begins anew when it is closed', () => {
    const window = new RefusalWindow(1);
    window.note(refusal('a'), at);
    expect(window.note(refusal('b', { deviceId: device(2) }), at)).toBe('no room');
    window.close();
    expect(window.note(refusal('b', { deviceId: device(2) }), at)).toBe('first');
    expect(window.close()).toEqual([]);
  });

  it('loses no refusal: each is a row, is counted in one, or is known to have had no room', () => {
    const some = fc.array(fc.record({ topic: fc.nat({ max: 40 }), by: fc.nat({ max: 6 }) }), { maxLength: 300 });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 60 }), (refusals, places) => {
        const window = new RefusalWindow(places);
        const noted = refusals.map(({ topic, by }) => window.note(refusal(`${topic}`, { deviceId: device(by) }), at));
        const told = window.close().map(({ detail }) => Number(/(\d+) more/.exec(detail)?.[1]));
        const counted = told.reduce((sum, repetitions) => sum + repetitions, 0);
        expect(counted).toBe(noted.filter((outcome) => outcome === 'counted').length);
        expect(noted.filter((outcome) => outcome === 'first').length).toBeLessThanOrEqual(places);
      }),
    );
  });
});
