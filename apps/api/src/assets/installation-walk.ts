import { BadCursorError, type Page, type PageRequest } from '#libs/telemetry';

/** Installations read for one page at most; then the page ends where it is, so that an answer never takes long. */
const INSTALLATIONS_A_PAGE = 20;
/** Length of an installation's id, which stands in front of the cursor within it. */
const ID_LENGTH = 36;

/**
 * One list out of those of several installations, one behind the other.
 *
 * @param installations oldest first
 * @param read a page of one of them
 * @throws {BadCursorError}
 */
export async function walk<Installed extends { readonly id: string }, Item>(
  installations: readonly Installed[],
  { limit, cursor }: PageRequest,
  read: (installation: Installed, page: PageRequest) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  const begin = cursor === undefined ? 0 : installations.findIndex(({ id }) => cursor.startsWith(id));
  if (begin < 0) throw new BadCursorError(cursor ?? '');
  let within = cursor?.slice(ID_LENGTH + 1) || undefined;
  for (const [place, installation] of installations.slice(begin).entries()) {
    if (items.length >= limit || place >= INSTALLATIONS_A_PAGE) return { items, nextCursor: `${installation.id}_` };
    const page = await read(installation, { limit: limit - items.length, cursor: within });
    items.push(...page.items);
    if (page.nextCursor !== undefined) return { items, nextCursor: `${installation.id}_${page.nextCursor}` };
    within = undefined;
  }
  return { items, nextCursor: undefined };
}
