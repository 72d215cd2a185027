import { createTransport, type Transporter } from 'nodemailer';

/** The mail server and the sender it is told. */
export interface SmtpOptions {
  /** `smtp://user:password@host:port`, `smtps://` for implicit TLS; STARTTLS is used when the server offers it. */
  readonly url: string;
  /** Address in From and envelope. */
  readonly from: string;
}

/** A server that says nothing for this long has failed, milliseconds. */
const SILENCE_LIMIT_MS = 20_000;

/** Plain-text mails over SMTP (RFC 5321), one connection at a time kept open between mails. */
export class SmtpTransport {
  readonly #transporter: Transporter;

  constructor(private readonly options: SmtpOptions) {
    this.#transporter = createTransport({
      url: options.url,
      pool: true,
      maxConnections: 1,
      connectionTimeout: SILENCE_LIMIT_MS,
      greetingTimeout: SILENCE_LIMIT_MS,
      socketTimeout: SILENCE_LIMIT_MS,
    });
  }

  /** @throws {Error} with the server's own answer when it did not take the mail */
  async send(recipient: string, letter: { readonly subject: string; readonly text: string }): Promise<void> {
    await this.#transporter.sendMail({
      from: this.options.from,
      to: recipient,
      subject: letter.subject,
      text: letter.text,
    });
  }

  close(): void {
    this.#transporter.close();
  }
}
