import { DatabaseSpace, isOutOfSpace } from './database-space.js';
import { Readiness } from './readiness.js';

describe('the room of the database', () => {
  let now = Date.parse('2026-11-29T12:00:00Z');
  const space = new DatabaseSpace({ now: () => new Date(now) });
  const state = async () => (await new Readiness([space]).parts())['database-space'];

  it('is there until something was refused for want of it', async () => {
    expect(await state()).toBe('up');
    space.refused();
    expect(await state()).toBe('down');
  });

  it('is there again as soon as something was stored', async () => {
    space.refused();
    space.stored();
    expect(await state()).toBe('up');
  });

  it('is believed in again when a minute brought no other refusal', async () => {
    space.refused();
    now += 59_999;
    expect(await state()).toBe('down');
    now += 1;
    expect(await state()).toBe('up');
  });

  it.each(['53000', '53100', '53200', '53400', 'ENOSPC', 'EDQUOT'])('is what %s is about, however wrapped', (code) => {
    const failure = Object.assign(new Error('failed'), { code });
    expect(isOutOfSpace(failure)).toBe(true);
    expect(isOutOfSpace(new Error('unavailable', { cause: failure }))).toBe(true);
  });

  it('is not what other failures are about, nor one that caused itself', () => {
    const circle = new Error('circle');
    circle.cause = circle;
    for (const failure of [Object.assign(new Error('x'), { code: '53300' }), circle, undefined, 'ENOSPC'])
      expect(isOutOfSpace(failure)).toBe(false);
  });
});
