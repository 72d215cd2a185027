import type { MailServer, ReceivedMail } from '../../integration/api-identity/receiving-mail-server.js';
import { eventually } from '../platform/eventually.js';

/** The mail in somebody's mailbox whose subject contains the words, as soon as it is there. */
export function mailTo(server: MailServer, email: string, subject: string): Promise<ReceivedMail> {
  return eventually(
    () => `${email} gets a mail "${subject}"; subjects so far: ${server.to(email).map((mail) => mail.subject)}`,
    () => server.to(email).find((mail) => mail.subject.includes(subject)),
  );
}

/** The link a mail is about. */
export const linkIn = ({ text }: ReceivedMail) => /^https?:\/\/\S+$/m.exec(text)?.[0] ?? '';

/** The secret at the end of a link. */
export const secretOf = (link: string) => link.slice(link.lastIndexOf('/') + 1);
