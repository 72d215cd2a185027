import { z } from 'zod';
import { DEVICE_TAGS, deviceTag, tagKey } from '#libs/contracts/http';

/** Tags as a text names them, parted by commas. */
const tagsIn = (typed: string): readonly string[] =>
  typed
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

const areTags = (typed: string): boolean => tagsIn(typed).every((tag) => deviceTag.safeParse(tag).success);

/** Those there are and those that were typed; one that is there already stays as it is written. */
export const withTyped = (tags: readonly string[], typed: string): string[] => {
  const byKey = new Map(tags.map((tag) => [tagKey(tag), tag]));
  for (const tag of tagsIn(typed)) if (!byKey.has(tagKey(tag))) byKey.set(tagKey(tag), tag);
  return [...byKey.values()];
};

/** Whether what was typed can stand among the tags. */
export const canStand = (typed: string): boolean => tagsIn(typed).length > 0 && areTags(typed);

/** The tags of a device while they are edited: those that stand, and what is typed beside them. */
export const typedTags = z
  .object({ tags: z.array(z.string()), typed: z.string().refine(areTags) })
  .refine(({ tags, typed }) => withTyped(tags, typed).length <= DEVICE_TAGS, { path: ['tags'] })
  .transform(({ tags, typed }) => withTyped(tags, typed));
