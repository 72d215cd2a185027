import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoOptions } from './demo-options.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldgate-demo-'));
const passwordFile = join(folder, 'operator-password');
writeFileSync(passwordFile, 'correct horse\n');
afterAll(() => rmSync(folder, { recursive: true }));

const withPassword = (...args: string[]) => readDemoOptions(['--operator-password-file', passwordFile, ...args]);

describe('the command line of the demo', () => {
  it('has the defaults "npm start" has', () => {
    expect(withPassword()).toEqual({
      url: 'http://127.0.0.1:8080',
      operatorEmail: 'operator@fieldgate.localhost',
      operatorPassword: 'correct horse',
      mqttHost: '127.0.0.1',
      mqttPort: 8883,
      folder: 'data/demo',
      intervalMs: 5000,
      forMs: undefined,
    });
  });

  it('finds the broker beside the API, and drops the slash at the end of an address', () => {
    expect(withPassword('--url', 'https://fieldgate.example/')).toMatchObject({
      url: 'https://fieldgate.example',
      mqttHost: 'fieldgate.example',
    });
    expect(withPassword('--url', 'http://[::1]:8080')).toMatchObject({ mqttHost: '::1' });
  });

  it('follows the environment "npm start" has: ports, folder, public name, operator', () => {
    mkdirSync(join(folder, 'secrets'), { recursive: true });
    writeFileSync(join(folder, 'secrets', 'operator-password'), 'battery staple\n');
    const environment = {
      HTTP_PORT: '9080',
      MQTT_PORT: '9883',
      DATA_DIR: folder,
      OPERATOR_EMAIL: 'me@fieldgate.example',
    };
    expect(readDemoOptions([], environment)).toMatchObject({
      url: 'http://127.0.0.1:9080',
      mqttPort: 9883,
      folder: join(folder, 'demo'),
      operatorEmail: 'me@fieldgate.example',
      operatorPassword: 'battery staple',
    });
    expect(readDemoOptions([], { ...environment, HTTP_HOST: '::1' })).toMatchObject({ url: 'http://[::1]:9080' });
    expect(readDemoOptions([], { ...environment, PUBLIC_URL: 'https://fieldgate.example' })).toMatchObject({
      url: 'https://fieldgate.example',
      mqttHost: 'fieldgate.example',
    });
    expect(readDemoOptions(['--mqtt-port', '1883'], { ...environment, HTTP_PORT: '' })).toMatchObject({
      url: 'http://127.0.0.1:8080',
      mqttPort: 1883,
    });
  });

  it('shows the help before it looks for a password', () => {
    expect(readDemoOptions(['--help', '--operator-password-file', join(folder, 'none')])).toBe('help');
  });

  it.each([
    ['an address that is none', ['--url', 'localhost:8080'], '--url is "localhost:8080"'],
    ['an impossible port', ['--mqtt-port', '0'], '--mqtt-port is "0"'],
    [
      'a missing password',
      ['--operator-password-file', join(folder, 'none')],
      '--operator-password-file names its file',
    ],
    ['an unknown option', ['--devices', '100'], '--devices'],
  ])('refuses %s', (_, args, words) => {
    expect(() => withPassword(...args)).toThrow(words);
  });
});
