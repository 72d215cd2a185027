import { type MailServer, startMailServer } from '../../integration/api-identity/receiving-mail-server.js';
import type { ApiClient } from '../platform/api-client.js';
import { Platform } from '../platform/platform.js';
import { operatorOf } from './people.js';

/** Where a story takes place: the whole platform, and the mail server it hands its mails to. */
export interface Story {
  readonly mail: MailServer;
  readonly platform: Platform;
  /** Nobody is signed in. */
  readonly api: ApiClient;
  readonly operator: ApiClient;
  /** Something to end before the platform does, in whichever story that is. */
  endsWith(end: () => Promise<void>): void;
  /** The story is over. */
  stop(): Promise<void>;
}

/** One for all stories of a group, whose people and devices know nothing of each other; undefined outside of one. */
let shared: Story | undefined;

/**
 * Keeps one platform for all stories until `endSharing`: a first start takes longer than most of them.
 *
 * @public by the file that `npm test` writes for a group of stories
 */
export async function shareStories(): Promise<void> {
  shared = await begin();
}

/** @public as `shareStories` */
export async function endSharing(): Promise<void> {
  await shared?.stop();
  shared = undefined;
}

/** A platform with nothing in it but the operator, or beside the operator the people and devices of other stories. */
export async function startStory(): Promise<Story> {
  return shared ? { ...shared, stop: () => Promise.resolve() } : begin();
}

async function begin(): Promise<Story> {
  const mail = await startMailServer();
  try {
    const platform = await Platform.start({ SMTP_URL: mail.url });
    const ends: (() => Promise<void>)[] = [];
    const stop = async () => {
      for (const end of ends) await end();
      await platform.remove();
      await mail.stop();
    };
    const endsWith = (end: () => Promise<void>) => void ends.push(end);
    return { mail, platform, api: platform.api, operator: await operatorOf(platform), endsWith, stop };
  } catch (failure) {
    await mail.stop();
    throw failure;
  }
}
