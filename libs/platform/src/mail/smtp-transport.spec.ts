import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { SmtpTransport } from './smtp-transport.js';

describe('mail over SMTP', () => {
  const received: Array<{ recipients: string[]; text: string }> = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('unknown@') ? new Error('No such mailbox here') : undefined),
    onData: (stream, session, done) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      stream.on('end', () => {
        received.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  let transport: SmtpTransport;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    transport = new SmtpTransport({ url: `smtp://127.0.0.1:${port}`, from: 'no-reply@fieldgate.localhost' });
  });
  afterAll(async () => {
    transport.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });

  it('hands subject and text to a real server', async () => {
    await transport.send('ada@example.org', { subject: 'Activate', text: 'Follow the link.' });
    expect(received[0]?.recipients).toEqual(['ada@example.org']);
    expect(received[0]?.text).toMatch(
      /From: no-reply@fieldgate\.localhost[\s\S]*Subject: Activate[\s\S]*Follow the link\./,
    );
  });

  it("fails with the server's own words when the mailbox is unknown", async () => {
    await expect(transport.send('unknown@example.org', { subject: 'x', text: 'y' })).rejects.toThrow(
      'No such mailbox here',
    );
  });
});
