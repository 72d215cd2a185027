import type { Language } from '#libs/contracts/http';
import type { RenderedMail } from '../layout/layout.js';
import type { Mail, RegisteredMail } from './mail-template.js';

/** What the platform calls itself where no organization has put its own name. */
const PLATFORM_NAME = 'Fieldgate';

/** How a mail is written for its receiver. */
export interface MailStyle {
  readonly language: Language;
  /** Name in place of the platform's; null: the platform's own. */
  readonly brandingName: string | null;
  /** Where the mail's link leads; undefined: it carries none. */
  readonly url: string | undefined;
}

/** A mail lies in the outbox that this process has no words for: a newer release posted it. */
class MailTemplateUnknownError extends Error {
  override readonly name = 'MailTemplateUnknownError';

  constructor(template: string) {
    super(`This worker has no mail template ${template}. Update it to the release that posted the mail.`);
  }
}

/** The templates of all libraries, by name. */
export class MailTemplates {
  readonly #templates: ReadonlyMap<string, RegisteredMail>;

  /** @throws {TypeError} two have one name */
  constructor(templates: readonly RegisteredMail[]) {
    this.#templates = new Map(templates.map((template) => [template.name, template]));
    if (this.#templates.size < templates.length)
      throw new TypeError(`Two mail templates have one name: ${templates.map(({ name }) => name).join(', ')}.`);
  }

  get names(): readonly string[] {
    return [...this.#templates.keys()];
  }

  /** @throws {MailTemplateUnknownError} */
  render(
    { template, data }: Pick<Mail, 'template' | 'data'>,
    { language, brandingName, url }: MailStyle,
  ): RenderedMail {
    const found = this.#templates.get(template);
    if (!found) throw new MailTemplateUnknownError(template);
    return found.rendered(data, language, { brand: brandingName ?? PLATFORM_NAME, url: url ?? '' });
  }
}
