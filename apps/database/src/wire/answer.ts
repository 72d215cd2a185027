import { errorResponse, type TransactionStatus, type WireError } from './backend-messages.js';

/** NotificationResponse as it came, and the channel it names. */
export interface Notification {
  readonly channel: string;
  readonly frame: Buffer;
}

/** An error of the backend that stands for one of ours: found by words in it, replaced before the client sees it. */
export interface ErrorInDisguise {
  readonly marker: string;
  readonly error: WireError;
}

/** What the backend answered, sorted. */
export interface Answer {
  /** For the client that asked, in order, without what is not for it. */
  readonly forClient: Buffer;
  /** The last ReadyForQuery's state; undefined when there was none. */
  readonly status: TransactionStatus | undefined;
  /** Command tags in order, such as `INSERT 0 3`. */
  readonly tags: readonly string[];
  readonly notifications: readonly Notification[];
  readonly failed: boolean;
}

/** A note of PGlite's own developers that it sends with every transaction that is rolled back. */
const DEVELOPERS_NOTICE = 'M# 1743: aborting transaction';

const ANY = {
  parseComplete: 0x31,
  notification: 0x41,
  commandComplete: 0x43,
  error: 0x45,
  copyIn: 0x47,
  notice: 0x4e,
  ready: 0x5a,
} as const;

/**
 * Sorts whole messages of the backend (PostgreSQL 17, §53.7).
 *
 * @param withoutFirstParse leaves the first ParseComplete out: the client did not ask for that one
 */
export function sortAnswer(bytes: Buffer, disguises: readonly ErrorInDisguise[], withoutFirstParse = false): Answer {
  const kept: Buffer[] = [];
  const tags: string[] = [];
  const notifications: Notification[] = [];
  let status: TransactionStatus | undefined;
  let failed = false;
  let parseToDrop = withoutFirstParse;
  let keptUpTo = 0;
  const replace = (from: number, to: number, replacement?: Buffer) => {
    if (from > keptUpTo) kept.push(bytes.subarray(keptUpTo, from));
    if (replacement) kept.push(replacement);
    keptUpTo = to;
  };

  for (let start = 0, end = 0; start < bytes.length; start = end) {
    end = start + 1 + bytes.readInt32BE(start + 1);
    switch (bytes[start]) {
      case ANY.ready:
        status = String.fromCharCode(bytes[start + 5] ?? 0) as TransactionStatus;
        break;
      case ANY.commandComplete:
        tags.push(bytes.toString('latin1', start + 5, end - 1));
        break;
      case ANY.error: {
        failed = true;
        const frame = bytes.subarray(start, end);
        const disguise = disguises.find(({ marker }) => frame.includes(marker));
        if (disguise) replace(start, end, errorResponse(disguise.error));
        break;
      }
      case ANY.notification:
        notifications.push(notificationOf(bytes.subarray(start, end)));
        replace(start, end);
        break;
      case ANY.copyIn:
        replace(start, end);
        break;
      case ANY.notice:
        if (bytes.subarray(start, end).includes(DEVELOPERS_NOTICE)) replace(start, end);
        break;
      case ANY.parseComplete:
        if (parseToDrop) replace(start, end);
        parseToDrop = false;
        break;
    }
  }
  const forClient = keptUpTo === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(keptUpTo)]);
  return { forClient, status, tags, notifications, failed };
}

function notificationOf(frame: Buffer): Notification {
  return { channel: frame.toString('utf8', 9, frame.indexOf(0, 9)), frame };
}
