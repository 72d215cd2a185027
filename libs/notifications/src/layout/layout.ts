import type { Language } from '#libs/contracts/http';

/** What every mail is written with. */
export interface MailContext {
  /** The platform's name, or what the organization has put in its place. */
  readonly brand: string;
  /** Where the mail's link leads; empty in a mail without one. */
  readonly url: string;
}

/** A mail in words, before it becomes text and HTML. Plain text everywhere: what it quotes may hold any character. */
export interface Wording {
  readonly subject: string;
  readonly greeting: string;
  /** Before the link. */
  readonly paragraphs: readonly string[];
  /** What following the link does; absent in a mail without one. */
  readonly linkLabel?: string;
  /** Rows of a table, name and value. */
  readonly facts?: ReadonlyArray<readonly [name: string, value: string]>;
  /** After link and table. */
  readonly closing: readonly string[];
}

/** A mail as it is sent: both parts say the same, UTF-8. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const footers: Readonly<Record<Language, (brand: string) => string>> = {
  en: (brand) => `${brand} sends this mail by itself; answers are read by nobody.`,
  pl: (brand) => `${brand} wysyła tę wiadomość automatycznie; nikt nie czyta odpowiedzi.`,
};

/** The words as plain text, the link on a line of its own, and as HTML that loads nothing from anywhere. */
export function laidOut(wording: Wording, language: Language, context: MailContext): RenderedMail {
  const footer = footers[language](context.brand);
  return {
    subject: wording.subject.replace(/\s+/g, ' '),
    text: asText(wording, context.url, footer),
    html: asHtml(wording, language, context.url, footer),
  };
}

function asText(
  { greeting, paragraphs, linkLabel, facts = [], closing }: Wording,
  url: string,
  footer: string,
): string {
  const blocks = [
    greeting,
    ...paragraphs,
    ...(linkLabel === undefined ? [] : [`${linkLabel}:\n${url}`]),
    ...(facts.length === 0 ? [] : [facts.map(([name, value]) => `${name}: ${value}`).join('\n')]),
    ...closing,
    // What mail programs know as the line before a signature (RFC 3676 §4.3).
    `-- \n${footer}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function asHtml(wording: Wording, language: Language, url: string, footer: string): string {
  const { subject, greeting, paragraphs, linkLabel, facts = [], closing } = wording;
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  const rows = facts.map(
    ([name, value]) => `<tr><th align="left">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  const body = [
    paragraph(greeting),
    ...paragraphs.map(paragraph),
    ...(linkLabel === undefined ? [] : [link(linkLabel, url)]),
    ...(rows.length === 0 ? [] : [`<table cellpadding="4">${rows.join('')}</table>`]),
    ...closing.map(paragraph),
    `<p style="color:#667085;font-size:13px">${escaped(footer)}</p>`,
  ];
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#101828;max-width:36em">',
    ...body,
    '</body></html>\n',
  ].join('\n');
}

/** The address stands there in full, too: whoever mistrusts buttons reads where it leads. */
function link(label: string, url: string): string {
  const [href, name] = [escaped(url), escaped(label)];
  return `<p><a href="${href}" style="font-weight:bold">${name}</a><br><span style="font-size:13px;word-break:break-all">${href}</span></p>`;
}

const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML content or in a quoted attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => characters[character] ?? character);
}
