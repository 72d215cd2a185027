import type { RenderedMail } from '../layout/layout.js';
import type { MailTemplates } from '../templates/mail-templates.js';
import type { LinkEnd, MailLinks } from './mail-links.js';
import type { DueMail } from './mail-queue.js';

/** Writes mails as they go out: the words of their template, and the link that works now. */
export class MailWriter {
  constructor(
    private readonly templates: MailTemplates,
    private readonly links: MailLinks,
  ) {}

  /** What became of the link a mail carries; undefined: it works until it expires, or there is none. */
  endOfLink(mail: DueMail): Promise<LinkEnd | undefined> {
    return this.links.endOf(mail);
  }

  write(mail: DueMail): RenderedMail {
    return this.templates.render(mail, { ...mail, url: this.links.urlIn(mail) });
  }
}
