import fc from 'fast-check';
import { newUuid } from '#libs/kernel';
import type { Page, PageRequest } from '#libs/telemetry';
import { walk } from './installation-walk.js';

const at = new Date('2026-11-22T00:00:00Z');
const installed = (n: number) => ({ id: newUuid(new Date(at.getTime() + n)) });

/** Reads lists whose cursors are numbers, as a store does: with a cursor only if there is more. */
const readOf =
  (lists: ReadonlyMap<string, readonly string[]>) =>
  async ({ id }: { readonly id: string }, { limit, cursor = '0' }: PageRequest): Promise<Page<string>> => {
    const all = lists.get(id) ?? [];
    const end = Number(cursor) + limit;
    return { items: all.slice(Number(cursor), end), nextCursor: end < all.length ? String(end) : undefined };
  };

describe('walk', () => {
  it('gives every item once and in order, whatever the size of a page', async () => {
    const anyLists = fc.array(fc.array(fc.string(), { maxLength: 6 }), { maxLength: 45 });
    await fc.assert(
      fc.asyncProperty(anyLists, fc.integer({ min: 1, max: 10 }), async (contents, limit) => {
        const installations = contents.map((_, n) => installed(n));
        const lists = new Map(installations.map(({ id }, n) => [id, contents[n] ?? []]));
        const all: string[] = [];
        for (let cursor: string | undefined; ; ) {
          const page: Page<string> = await walk(installations, { limit, cursor }, readOf(lists));
          expect(page.items.length).toBeLessThanOrEqual(limit);
          all.push(...page.items);
          if (page.nextCursor === undefined) break;
          cursor = page.nextCursor;
        }
        expect(all).toEqual(contents.flat());
      }),
    );
  });

  it('refuses the cursor of another list', async () => {
    await expect(walk([installed(0)], { limit: 1, cursor: 'x' }, readOf(new Map()))).rejects.toMatchObject({
      code: 'telemetry.bad-cursor',
    });
  });
});
