import { createTransport, type Transporter } from 'nodemailer';

/** The mail server and the sender it is told. */
export interface SmtpOptions {
  /** `smtp://user:password@host:port`, `smtps://` for implicit TLS; STARTTLS is used when the server offers it. */
  readonly url: string;
  /** Address in From and envelope. */
  readonly from: string;
  /** Authorities to trust in place of the system's, PEM. */
  readonly ca?: string | undefined;
  /** Mails under way at the same time, each over a connection of its own. Default: 1. */
  readonly connections?: number;
  /** A server that says nothing for this long has failed, milliseconds. Default: 20 s. */
  readonly silenceMs?: number;
  /** Signs each mail (DKIM, RFC 6376). */
  readonly dkim?: DkimOptions | undefined;
}

/** The key a domain's mails are signed with. */
export interface DkimOptions {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** A mail, both parts saying the same. */
export interface SmtpMail {
  /** Becomes the Message-ID: the same each time this mail is sent. */
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The server did not take a mail; the message is its own answer. */
export class SmtpRefusalError extends Error {
  override readonly name = 'SmtpRefusalError';

  /**
   * @param permanent it refused this mail for good, and not only for now or for want of a password
   * @param isServerAway it never came to speak of the mail: nobody answered, or not as a mail server that knows us
   */
  constructor(
    message: string,
    readonly permanent: boolean,
    readonly isServerAway: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A server that says nothing for this long has failed, milliseconds. */
const SILENCE_LIMIT_MS = 20_000;
/** Replies that speak of us and not of the mail: the account or its encryption is set up wrong (RFC 4954 §6). */
const OUR_OWN_FAULT = [530, 534, 535, 538];

/** Mails over SMTP (RFC 5321), over connections that stay open between mails. */
export class SmtpTransport {
  readonly #transporter: Transporter;
  readonly #domain: string;

  constructor(private readonly options: SmtpOptions) {
    const { url, from, ca, dkim, silenceMs = SILENCE_LIMIT_MS } = options;
    this.#domain = from.replace(/>\s*$/, '').split('@').at(-1) ?? 'localhost';
    this.#transporter = createTransport({
      url,
      pool: true,
      maxConnections: this.options.connections ?? 1,
      // Who sends again, and when, is the outbox's business.
      maxRequeues: 0,
      connectionTimeout: silenceMs,
      // Shorter than silence in the middle of a mail: a server that never greets is told from one that is slow about a mail.
      greetingTimeout: silenceMs / 2,
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(ca !== undefined && { tls: { ca } }),
      ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
    });
  }

  /** @throws {SmtpRefusalError} with the server's own answer, or why none came */
  async send({ id, recipient, subject, text, html }: SmtpMail): Promise<void> {
    try {
      await this.#transporter.sendMail({
        from: this.options.from,
        // Given in parts: a text would be parsed, and could name several receivers.
        to: { name: '', address: recipient },
        messageId: `<${id}@${this.#domain}>`,
        // Keeps vacation notices from answering (RFC 3834 §5).
        headers: { 'Auto-Submitted': 'auto-generated' },
        subject,
        text,
        html,
      });
    } catch (cause) {
      throw new SmtpRefusalError(messageOf(cause), isPermanent(cause), isServerAway(cause), { cause });
    }
  }

  close(): void {
    this.#transporter.close();
  }
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

/** Whether the server answered 5yz to the envelope or the message itself (RFC 5321 §4.2.1). */
function isPermanent(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, responseCode } = cause as Error & { code?: string; responseCode?: number };
  if (responseCode === undefined || responseCode < 500 || OUR_OWN_FAULT.includes(responseCode)) return false;
  return code === 'EENVELOPE' || code === 'EMESSAGE';
}

/** What nodemailer calls silence after the greeting, whichever command it followed. */
const SILENT_LATER = 'Timeout';
/** Commands that come before the first mail of a connection. */
const BEFORE_ANY_MAIL = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH\b.*|API)$/;

function isServerAway(cause: unknown): boolean {
  const { command, code, message } = (cause ?? {}) as { command?: string; code?: string; message?: string };
  if (message === SILENT_LATER) return false;
  return command === undefined ? code === 'EDNS' || code === 'ECONNECTION' : BEFORE_ANY_MAIL.test(command);
}
