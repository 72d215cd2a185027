import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seconds, wholeNumber } from '../command-line/options.js';
import { UsageError } from '../errors.js';
import type { DemoEnvironment } from './config.js';

/** What the command line of the demo asks for, checked. */
export interface DemoOptions {
  /** The platform's HTTP API, without a slash at its end. */
  readonly url: string;
  readonly operatorEmail: string;
  readonly operatorPassword: string;
  readonly mqttHost: string;
  readonly mqttPort: number;
  /** Where device files and passwords of the demo are kept. */
  readonly folder: string;
  readonly intervalMs: number;
  readonly forMs: number | undefined;
}

/** What `npm run demo -- --help` prints. */
export const DEMO_HELP = `Usage: npm run demo -- [options]

Fills a running platform with a living fleet: two providers, five customers, fifty simulated devices. It uses nothing
but the public HTTP API and MQTT. Ctrl-C disconnects the devices; the next start goes on with the same ones.

HTTP_HOST, HTTP_PORT, PUBLIC_URL, MQTT_PORT, DATA_DIR, OPERATOR_EMAIL and OPERATOR_PASSWORD_FILE mean what they mean to
"npm start"; the options below come before them.

  --url URL                        the platform's HTTP API (http://127.0.0.1:8080)
  --operator-email ADDRESS         operator@fieldgate.localhost
  --operator-password-file FILE    ./data/secrets/operator-password, as "npm start" leaves it
  --mqtt-host HOST                 the broker (the host of --url)
  --mqtt-port PORT                 its port (8883)
  --directory FOLDER               where the demo keeps its device files and passwords (./data/demo)
  --interval SECONDS               between two samples of a device (5)
  --for SECONDS                    stop by itself
`;

/**
 * Reads the command line of the demo and the operator's password.
 *
 * @returns `help` when help is asked for
 * @throws {UsageError} an option is unknown or impossible, or there is no password
 */
export function readDemoOptions(args: readonly string[], environment: DemoEnvironment = {}): DemoOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const url = httpUrl(values.url ?? urlIn(environment));
  // Like the platform itself: an empty variable counts as unset.
  const data = environment.DATA_DIR || './data';
  return {
    url: url.href.replace(/\/+$/, ''),
    operatorEmail: values['operator-email'] ?? (environment.OPERATOR_EMAIL || 'operator@fieldgate.localhost'),
    operatorPassword: passwordIn(
      values['operator-password-file'] ??
        (environment.OPERATOR_PASSWORD_FILE || join(data, 'secrets', 'operator-password')),
    ),
    mqttHost: values['mqtt-host'] ?? url.hostname.replace(/^\[|\]$/g, ''),
    mqttPort: wholeNumber(values['mqtt-port'] ?? (environment.MQTT_PORT || undefined), 'mqtt-port', 1, 65_535, 8883),
    folder: values.directory ?? join(data, 'demo'),
    intervalMs: seconds(values.interval, 'interval', 0.1, 3600) ?? 5000,
    forMs: seconds(values.for, 'for', 0.1, 31_536_000),
  };
}

/** Where the platform of this environment is reached: by its public name, else at the address the api listens on. */
function urlIn({ PUBLIC_URL, HTTP_HOST, HTTP_PORT }: DemoEnvironment): string {
  if (PUBLIC_URL) return PUBLIC_URL;
  const everywhere = !HTTP_HOST || HTTP_HOST === '0.0.0.0' || HTTP_HOST === '::';
  const host = everywhere ? '127.0.0.1' : HTTP_HOST.includes(':') ? `[${HTTP_HOST}]` : HTTP_HOST;
  return `http://${host}:${HTTP_PORT || '8080'}`;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        url: { type: 'string' },
        'operator-email': { type: 'string' },
        'operator-password-file': { type: 'string' },
        'mqtt-host': { type: 'string' },
        'mqtt-port': { type: 'string' },
        directory: { type: 'string' },
        interval: { type: 'string' },
        for: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    throw new UsageError((cause as Error).message.replaceAll('\n', ' '), { cause }); // parseArgs throws TypeError only
  }
}

function httpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  throw new UsageError(`--url is "${text}"; an address like http://127.0.0.1:8080 is wanted.`);
}

function passwordIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new UsageError(
      `The operator’s password cannot be read (${reason}); --operator-password-file names its file.`,
      { cause },
    );
  }
}
