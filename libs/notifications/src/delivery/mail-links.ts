import type { Mail } from '../templates/mail-template.js';

/** Why the link in a mail leads nowhere any more. */
export type LinkEnd = 'accepted' | 'withdrawn' | 'replaced' | 'used-or-replaced' | 'gone';

/** The link a mail carries: its kind is the mail's template, its row the mail's subject. */
export type LinkCarrier = Pick<Mail, 'template' | 'subjectId'>;

/** Writes the links that stand in mails. Filled by whoever gives links out: the outbox holds no token. */
export abstract class MailLinks {
  /** Where the link of a mail leads; undefined: it carries none. */
  abstract urlIn(mail: LinkCarrier): string | undefined;
  /** What became of it by now; undefined: it works until it expires, or there is none. */
  abstract endOf(mail: LinkCarrier): Promise<LinkEnd | undefined>;
}
