import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SmtpTransport } from './smtp-transport.js';

const from = 'no-reply@fieldgate.localhost';
const aMail = (recipient: string, id = 'mail-1') => ({
  id,
  recipient,
  subject: 'Zażółć',
  text: 'Follow the link.',
  html: '<p>Follow the link.</p>',
});

/** A mail server in this process and what it took. */
async function aServer(differences: SMTPServerOptions = {}) {
  const received: Array<{ recipients: string[]; secure: boolean; text: string }> = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const refusals: Readonly<Record<string, number>> = { unknown: 550, full: 452 };
      const responseCode = refusals[address.split('@')[0] ?? ''];
      done(responseCode ? Object.assign(new Error(`No, said to ${address}`), { responseCode }) : undefined);
    },
    onData: (stream, session, done) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ recipients, secure: session.secure, text });
        done();
      });
    },
    ...differences,
  });
  server.on('error', () => undefined); // a client that trusts nobody hangs up in the middle
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('mail over SMTP', () => {
  let server: Awaited<ReturnType<typeof aServer>>;
  let transport: SmtpTransport;
  beforeAll(async () => {
    server = await aServer();
    transport = new SmtpTransport({ url: server.url, from });
  });
  afterAll(async () => {
    transport.close();
    await server.stop();
  });

  it('hands over both parts, a Message-ID of the mail, and that nobody should answer by itself', async () => {
    await transport.send(aMail('ada@example.org'));
    await transport.send(aMail('ada@example.org'));
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['ada@example.org'], ['ada@example.org']]);
    for (const { text } of server.received) {
      expect(text).toMatch(/^From: no-reply@fieldgate\.localhost\r$/m);
      expect(text).toMatch(/^Message-ID: <mail-1@fieldgate\.localhost>\r$/m);
      expect(text).toMatch(/^Date: .+\r$/m);
      expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
      expect(text).toMatch(/^Content-Type: multipart\/alternative;/m);
      expect(text).toMatch(/text\/plain[\s\S]*Follow the link\.[\s\S]*text\/html[\s\S]*<p>Follow the link\.<\/p>/);
    }
  });

  it.each([
    ['unknown@example.org', true],
    ['full@example.org', false],
  ])("fails with the server's own words for %s; refused for good: %s", async (recipient, permanent) => {
    await expect(transport.send(aMail(recipient))).rejects.toMatchObject({
      message: expect.stringContaining(`No, said to ${recipient}`),
      permanent,
    });
  });

  it('does not take an address for a list of addresses', async () => {
    const before = server.received.length;
    await expect(transport.send(aMail('a@example.org, b@example.org'))).rejects.toThrow();
    expect(server.received).toHaveLength(before);
  });

  it('says that it is not the mail’s fault when the server wants a password or is not there', async () => {
    const closed = await aServer({ authOptional: false });
    const unauthorized = new SmtpTransport({ url: closed.url, from });
    await expect(unauthorized.send(aMail('ada@example.org'))).rejects.toMatchObject({ permanent: false });
    unauthorized.close();
    await closed.stop();
    const gone = new SmtpTransport({ url: closed.url, from });
    await expect(gone.send(aMail('ada@example.org'))).rejects.toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
      permanent: false,
    });
    gone.close();
  });

  it('fails once, and can be tried again, when the connection is lost in the middle of a mail', async () => {
    let connections = 0;
    const dying = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
      socket.write('220 here\r\n');
      socket.on('data', (data) => {
        const line = data.toString();
        if (line.startsWith('DATA')) socket.write('354 go on\r\n');
        else if (/^(EHLO|MAIL|RCPT)/.test(line)) socket.write('250 ok\r\n');
        else socket.destroy();
      });
    });
    dying.listen(0, '127.0.0.1');
    await once(dying, 'listening');
    const { port } = dying.address() as AddressInfo;
    const unlucky = new SmtpTransport({ url: `smtp://127.0.0.1:${port}`, from });
    await expect(unlucky.send(aMail('ada@example.org'))).rejects.toMatchObject({ permanent: false });
    expect(connections).toBe(1);
    unlucky.close();
    dying.close();
  });

  it('R0-04: signs mails for the domain when it has a key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const dkim = { domain: 'fieldgate.localhost', selector: 'mail', privateKey: pem };
    const signing = new SmtpTransport({ url: server.url, from, dkim });
    await signing.send(aMail('ada@example.org', 'signed'));
    signing.close();
    const signature = /^DKIM-Signature: ([\s\S]*?)\r\n(?! )/m.exec(server.received.at(-1)?.text ?? '')?.[1] ?? '';
    expect(signature).toMatch(/d=fieldgate\.localhost; [\s\S]*s=mail;/);
    expect(signature.toLowerCase()).toMatch(/h=[\s\S]*from:/);
  });

  it('uses STARTTLS when it is offered, and only with a server it trusts', async () => {
    const offering = await aServer({ disabledCommands: [] });
    const mistrusting = new SmtpTransport({ url: offering.url, from });
    await expect(mistrusting.send(aMail('ada@example.org'))).rejects.toMatchObject({ permanent: false });
    mistrusting.close();
    expect(offering.received).toEqual([]);
    const trusting = new SmtpTransport({ url: `${offering.url}?tls.rejectUnauthorized=false`, from });
    await trusting.send(aMail('ada@example.org'));
    trusting.close();
    expect(offering.received).toMatchObject([{ secure: true }]);
    await offering.stop();
  });
});
