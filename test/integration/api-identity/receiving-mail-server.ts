import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as its receiver's program reads it. */
export interface ReceivedMail {
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the server says to a mail for this recipient: nothing (it takes it), a reply, or it hangs up after taking it. */
export type Mood = { readonly code: number; readonly text: string } | 'hangs-up' | undefined;

/** A real SMTP server on a port of its own. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const moods = new Map<string, Mood>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const mood = moods.get(address);
      if (mood === undefined || mood === 'hangs-up') return done();
      return done(Object.assign(new Error(mood.text), { responseCode: mood.code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ recipients, ...mailFrom(Buffer.concat(chunks).toString('latin1')) });
        // The worst moment: the mail is taken, and the sender never learns of it.
        if (recipients.some((address) => moods.get(address) === 'hangs-up')) server.connections.forEach(hangUp);
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** From now on the server is in this mood about the recipient. */
    feel: (recipient: string, mood: Mood) => void moods.set(recipient, mood),
    to: (recipient: string) => received.filter(({ recipients }) => recipients.includes(recipient)),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const hangUp = (connection: { close(): void }) => connection.close();

/** Reads a mail of two parts (RFC 2045, RFC 2046): as much of it as ours need. */
function mailFrom(source: string): Omit<ReceivedMail, 'recipients'> {
  const { headers, body } = entityFrom(source);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => entityFrom(part.replace(/^\r\n/, '')));
  const partOf = (type: string) => {
    const part = parts.find((candidate) => candidate.headers.get('content-type')?.startsWith(type));
    return part ? decoded(part.body, part.headers.get('content-transfer-encoding')).replaceAll('\r\n', '\n') : '';
  };
  return {
    messageId: headers.get('message-id') ?? '',
    subject: inWords(headers.get('subject') ?? ''),
    text: partOf('text/plain'),
    html: partOf('text/html'),
  };
}

function entityFrom(source: string) {
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const fields = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 2),
  ]);
  return { headers: new Map(fields as [string, string][]), body: source.slice(end + 4) };
}

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable'
    ? unquoted(body.replace(/=\r\n/g, ''))
    : Buffer.from(body, 'latin1').toString();
}

const unquoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** A header's encoded words (RFC 2047). */
function inWords(header: string): string {
  return header
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : unquoted(text.replaceAll('_', ' ')),
    );
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;
