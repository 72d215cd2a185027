import fc from 'fast-check';
import type { Actor } from '#libs/identity';
import { organizationId, personId } from '#libs/kernel';
import { BEGINNING, END, seesOwnership, visibleSpans } from './ownership-history.js';

const at = (ms: number) => new Date(ms);
/** A device's life: who had it, each from where the one before ended. */
const lives = fc
  .array(fc.record({ lasts: fc.integer({ min: 0, max: 5 }), seen: fc.boolean() }), { minLength: 1, maxLength: 12 })
  .map((owners) => {
    let now = 1_000;
    return owners.map(({ lasts, seen }, index) => {
      const since = at(now);
      now += lasts;
      return { since, until: index === owners.length - 1 ? null : at(now), seen };
    });
  });
const isSeen = ({ seen }: { readonly seen: boolean }) => seen;

describe('the spans of a device’s life that somebody sees', () => {
  it('R0-15: hold an instant exactly if an owner that is seen had the device then', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 990, max: 1_080 }), (life, ms) => {
        const first = life[0]?.since.getTime() ?? 0;
        // What was measured before anybody had the device is its first owner's who had it for any time.
        const owner = life.findLast(({ since }) => since.getTime() <= Math.max(ms, first));
        const before = ms < first ? life[0] : owner;
        const shown = visibleSpans(life, isSeen).some(({ from, to }) => from.getTime() <= ms && ms < to.getTime());
        expect(shown).toBe(before?.seen);
      }),
    );
  });

  it('are in order and apart from each other', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const edges = visibleSpans(life, isSeen).flatMap(({ from, to }) => [from.getTime(), to.getTime()]);
        expect(edges).toEqual([...new Set(edges)].sort((one, other) => one - other));
      }),
    );
  });

  it('are all of time for who sees every owner, and none for who sees no owner', () => {
    fc.assert(
      fc.property(lives, (life) => {
        expect(visibleSpans(life, () => true)).toEqual([{ from: BEGINNING, to: END }]);
        expect(visibleSpans(life, () => false)).toEqual([]);
      }),
    );
  });

  it('end where the device went to others, and begin where it came', () => {
    const life = [
      { since: at(1), until: at(10), seen: false },
      { since: at(10), until: at(20), seen: true },
      { since: at(20), until: null, seen: false },
    ];
    expect(visibleSpans(life, isSeen)).toEqual([{ from: at(10), to: at(20) }]);
  });
});

describe('that somebody had a device', () => {
  const actor = {
    personId: personId('p'),
    email: 'a@b.example',
    sessionId: 's',
    memberships: [{ organizationId: organizationId('c'), kind: 'customer', path: '/o/p/c/', role: 'viewer' }],
  } satisfies Actor;
  const sees = seesOwnership(actor, organizationId('present'));

  it.each([
    ['of one’s own organization', { organizationId: organizationId('c'), path: '/o/p/c/' }, true],
    ['of one below', { organizationId: organizationId('d'), path: '/o/p/c/d/' }, true],
    ['of one below that is deleted', { organizationId: null, path: '/o/p/c/d/' }, true],
    ['of the present owner, who shared the site', { organizationId: organizationId('present'), path: '/o/q/' }, true],
    ['of the provider above', { organizationId: organizationId('p'), path: '/o/p/' }, false],
    ['of a sibling', { organizationId: organizationId('x'), path: '/o/p/x/' }, false],
    ['of a sibling that is deleted', { organizationId: null, path: '/o/p/x/' }, false],
    ['of one nobody knows where it stood', { organizationId: null, path: null }, false],
  ])('is seen or hidden: %s', (_whom, ownership, seen) => {
    expect(sees(ownership)).toBe(seen);
  });
});
