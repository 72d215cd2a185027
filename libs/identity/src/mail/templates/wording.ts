import type { Language } from '../../organizations/organization.js';
import type { MailData, MailTemplate } from '../outbox.js';

/** What every letter is written with. */
export interface LetterContext {
  /** The platform's name, or what the organization has put in its place. */
  readonly brand: string;
  /** Where the letter's link leads; empty in a letter without one. */
  readonly url: string;
}

/** A letter in words, before it becomes text and HTML. Plain text everywhere: what it quotes may hold any character. */
export interface Wording {
  readonly subject: string;
  readonly greeting: string;
  /** Before the link. */
  readonly paragraphs: readonly string[];
  /** What following the link does; absent in a letter without one. */
  readonly linkLabel?: string;
  /** Rows of a table, name and value. */
  readonly facts?: ReadonlyArray<readonly [name: string, value: string]>;
  /** After link and table. */
  readonly closing: readonly string[];
}

/** One letter in each language; pure. */
export type LetterWordings<Template extends MailTemplate> = Readonly<
  Record<Language, (data: MailData[Template], context: LetterContext) => Wording>
>;

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', pl: 'pl-PL' };

/** The day of an RFC 3339 instant or a calendar date in words, UTC: "21 December 2026", "21 grudnia 2026". */
export function dayIn(language: Language, instant: string): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));
}

/** Day and minute of an instant, UTC. */
export function minuteIn(language: Language, instant: string): string {
  const time = new Date(instant).toISOString().slice(11, 16);
  return `${dayIn(language, instant)}, ${time} UTC`;
}
