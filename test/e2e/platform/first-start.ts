import { Platform } from './platform.js';

/** One for the specs of a group whose people and devices know nothing of each other; undefined outside of one. */
let shared: Platform | undefined;

/**
 * Keeps one platform for the specs of a group until `endSharing`: a first start takes longer than they do.
 *
 * @public by the file that `npm test` writes for a group of specs
 */
export async function sharePlatform(): Promise<void> {
  shared = await Platform.start();
}

/** @public as `sharePlatform` */
export async function endSharing(): Promise<void> {
  await shared?.remove();
  shared = undefined;
}

/** A platform as its first start left it, or beside the people and devices of other specs; `leave` it when all is done. */
export async function afterFirstStart(): Promise<{ readonly platform: Platform; leave(): Promise<void> }> {
  if (shared) return { platform: shared, leave: () => Promise.resolve() };
  const platform = await Platform.start();
  return { platform, leave: () => platform.remove() };
}
