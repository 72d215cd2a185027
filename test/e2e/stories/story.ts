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
  stop(): Promise<void>;
}

/** Starts both, with nothing in them but the operator. */
export async function startStory(): Promise<Story> {
  const mail = await startMailServer();
  try {
    const platform = await Platform.start({ SMTP_URL: mail.url });
    const stop = async () => {
      await platform.remove();
      await mail.stop();
    };
    return { mail, platform, api: platform.api, operator: await operatorOf(platform), stop };
  } catch (failure) {
    await mail.stop();
    throw failure;
  }
}
