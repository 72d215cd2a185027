import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { putDatabaseInto, useTestDatabase } from '#libs/testing';

type Process = 'prepare' | 'api' | 'broker' | 'worker' | 'database' | 'launcher';
type Environment = Readonly<Record<string, string>>;

const moduleOf = (process: Process) =>
  resolve(process === 'launcher' ? 'dist/apps/launcher/src/main.js' : `dist/processes/${process}.js`);

const database = useTestDatabase();

describe('what cannot start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldgate-start-'));
  const whole = join(folder, 'whole');
  let taken: Server;
  let port: string;

  beforeAll(async () => {
    if (!existsSync(moduleOf('api'))) throw new Error('dist/ is missing: run `npm run build` first.');
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    port = String((taken.address() as AddressInfo).port);
    expect(await endOf('prepare', { DATA_DIR: whole })).toMatchObject({ code: 0 });
  }, 120_000);
  afterAll(() => {
    taken.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs it until it ends by itself. */
  async function endOf(process_: Process, environment: Environment) {
    const child = spawn(process.execPath, [moduleOf(process_)], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: database.url,
        HTTP_PORT: '0',
        API_HTTP_PORT: '0',
        MQTT_HOST: '127.0.0.1',
        MQTT_PORT: '0',
        BUS_PORT: '0',
        BROKER_HTTP_PORT: '0',
        WORKER_HTTP_PORT: '0',
        ...environment,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said: said.trimEnd() };
  }

  /** A copy of the prepared folder, with what is written over some of its files. */
  function damaged(files: Readonly<Record<string, string>>): string {
    const copy = mkdtempSync(join(folder, 'damaged-'));
    cpSync(whole, copy, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(copy, file), text);
    return copy;
  }

  async function saysInOneLine(process: Process, environment: Environment, ...words: readonly string[]) {
    const { code, said } = await endOf(process, environment);
    expect({ code, lines: said.split('\n').length, said }).toEqual({
      code: 78,
      lines: 1,
      said: expect.stringMatching(/^The .+ cannot start: /),
    });
    for (const word of words) expect(said).toContain(word);
  }

  it.each<[Process, string]>([
    ['broker', 'MQTT_PORT'],
    ['broker', 'BUS_PORT'],
    ['broker', 'BROKER_HTTP_PORT'],
    ['worker', 'WORKER_HTTP_PORT'],
    ['api', 'HTTP_PORT'],
    ['api', 'API_HTTP_PORT'],
    ['database', 'DATABASE_PORT'],
  ])('the %s names %s when that port is taken, and ends with 78', async (process, variable) => {
    const directory = damaged({});
    // It listens when its files are there, and would make them first.
    if (process === 'database') await putDatabaseInto(directory);
    await saysInOneLine(process, { DATA_DIR: directory, [variable]: port }, variable, port, 'taken');
  });

  it.each<[Process, string, string]>([
    ['prepare', 'secrets/link.key', 'not a key\n'],
    ['worker', 'secrets/link.key', 'QUJD\n'],
    ['prepare', 'secrets/operator-password', ''],
    ['prepare', 'authority/root.crt', 'no certificate'],
    ['prepare', 'authority/issuing.crt', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['api', 'authority/issuing.key', 'no key'],
    ['api', 'authority/passphrase', 'another passphrase, long enough\n'],
    ['broker', 'services/mqtt/cert.pem', 'no certificate'],
    ['broker', 'services/mqtt/key.pem', 'no key'],
  ])('the %s names %s when it holds something else (%j), and ends with 78', async (process, file, text) => {
    const directory = damaged({ [file]: text });
    await saysInOneLine(process, { DATA_DIR: directory }, join(directory, file));
  });

  it.each<Process>(['prepare', 'database'])(
    'the %s names the folder it cannot write to, and ends with 78',
    async (process) => {
      const file = join(damaged({ 'a-file': '' }), 'a-file');
      await saysInOneLine(process, { DATA_DIR: file }, file);
    },
  );

  it.each<[string, (url: URL) => void]>([
    [
      'unknown',
      (url) => {
        url.hostname = 'no-such-host.invalid';
      },
    ],
    [
      'password',
      (url) => {
        url.password = 'wrong';
      },
    ],
  ])(
    'a server whose name or password is wrong (%s) is named by its variable, and the end is 78',
    async (word, spoil) => {
      const url = new URL(database.url);
      spoil(url);
      await saysInOneLine('prepare', { DATA_DIR: whole, DATABASE_URL: url.href }, 'DATABASE_URL', word);
    },
  );

  it.each<[Process, string]>([
    ['api', 'HTTP_HOST'],
    ['api', 'API_HTTP_HOST'],
    ['broker', 'MQTT_HOST'],
    ['broker', 'BUS_HOST'],
    ['worker', 'WORKER_HTTP_HOST'],
  ])(
    'the %s names %s, and not the database, when nobody knows that host, and ends with 78',
    async (process, variable) => {
      const host = 'no-such-host.invalid';
      await saysInOneLine(process, { DATA_DIR: damaged({}), [variable]: host }, `${variable}: the host "${host}"`);
    },
  );

  it.each<[Process, string, string]>([
    ['api', 'TRUSTED_PROXIES', '10.0.0.0/33'],
    ['api', 'TRUSTED_PROXIES', 'loopback,proxy.example'],
    ['api', 'TRUSTED_PROXIES', '10.0.0.1/8/8'],
    ['api', 'PUBLIC_URL', 'https://fieldgate.example/?lang=en'],
    ['api', 'BUS_URL', 'mqtts://'],
    ['worker', 'SMTP_URL', 'smtp://'],
    ['worker', 'SMTP_URL', 'smtp://mail.example:99999'],
    ['worker', 'MAIL_FROM', 'Fieldgate'],
    ['worker', 'MAIL_FROM', 'a@example.com, b@example.com'],
  ])('the %s names %s when it is %s, and ends with 78', async (process, variable, value) => {
    const mail = process === 'worker' ? { SMTP_URL: 'smtp://mail.example' } : {};
    await saysInOneLine(process, { DATA_DIR: damaged({}), ...mail, [variable]: value }, `${variable}: must`);
  });

  it.each(['SMTP_CA_FILE', 'SMTP_DKIM_KEY_FILE'])(
    'the worker names %s when its file holds something else, and ends with 78',
    async (variable) => {
      const directory = damaged({ 'some.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' });
      const file = join(directory, 'some.pem');
      const mail = { SMTP_URL: 'smtp://mail.example', SMTP_DKIM_DOMAIN: 'mail.example', SMTP_DKIM_KEY_FILE: file };
      await saysInOneLine('worker', { DATA_DIR: directory, ...mail, [variable]: file }, variable, file);
    },
  );

  it('ends the launcher with 78, too, after saying which process and why', async () => {
    const { code } = await endOf('launcher', { DATA_DIR: damaged({}), MQTT_PORT: port });
    expect(code).toBe(78);
  });
});
