import type { Language } from '#libs/contracts/http';
import { laidOut, type MailContext, type RenderedMail, type Wording } from '../layout/layout.js';

/** What the words of a mail need, as it is stored. Links are written when it is sent: no token is stored. */
export type MailFields = Readonly<Record<string, string | number | boolean | null>>;

/** Which mail it is, and what its words need. */
export interface Mail {
  /** Name of the template. */
  readonly template: string;
  readonly data: MailFields;
  /** The row whose link the mail carries; null: none. */
  readonly subjectId: string | null;
}

type Words<Data> = Readonly<Record<Language, (data: Data, context: MailContext) => Wording>>;

interface MailTemplateOptions<Data> extends Words<Data> {
  /** Permanent: the outbox keeps it, and a link belongs to it. */
  readonly name: string;
  /** The row whose link the mail carries; absent in a mail without one. */
  readonly subjectOf?: (data: Data) => string;
}

/** A template, whatever its data. */
export interface RegisteredMail {
  readonly name: string;
  /** @param data as `with` took it */
  rendered(data: MailFields, language: Language, context: MailContext): RenderedMail;
}

/**
 * A mail in each language; whoever sends it owns it. Its words are pure, and its data is plain values: instants in RFC 3339.
 * Where `expiresAt` is among them, the mail is not sent from then on.
 */
export class MailTemplate<Data extends MailFields> implements RegisteredMail {
  readonly name: string;

  constructor(private readonly options: MailTemplateOptions<Data>) {
    this.name = options.name;
  }

  /** The mail that says this. */
  with(data: Data): Mail {
    return { template: this.name, data, subjectId: this.options.subjectOf?.(data) ?? null };
  }

  rendered(data: MailFields, language: Language, context: MailContext): RenderedMail {
    // Only `with` makes mails of this name, so the fields are this template's.
    return laidOut(this.options[language](data as Data, context), language, context);
  }
}
