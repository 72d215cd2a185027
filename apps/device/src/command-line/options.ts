import { parseArgs } from 'node:util';
import { UsageError } from '../errors.js';
import { MISBEHAVIORS, type Misbehavior } from '../misbehavior.js';
import type { Place } from '../profiles/moving-unit.js';
import { PROFILES, type Profile } from '../profiles/profile.js';

/** What the command line asks for, checked. */
export interface DeviceOptions {
  readonly keyFile: string;
  readonly pemFile: string;
  readonly host: string;
  readonly port: number;
  /** JSON of telemetry to send once, each as `devices/me/telemetry` takes it; the device adds its time. */
  readonly sendOnce: readonly string[];
  readonly attributes: string | undefined;
  readonly location: (Place & { readonly accuracyMeters?: number }) | undefined;
  readonly profile: Profile | undefined;
  readonly intervalMs: number;
  readonly answerCommands: boolean;
  readonly misbehave: Misbehavior | undefined;
  readonly backlogFile: string;
  readonly backlogBytes: number;
  /** After which the device stops by itself. */
  readonly forMs: number | undefined;
  /** How long to try when there is only something to send once. */
  readonly timeoutMs: number;
}

const DEFAULT_PORT = 8883; // R1-39

/**
 * Reads the command line.
 *
 * @param args without `node` and the script
 * @returns `help` when help is asked for
 * @throws {UsageError} an option is missing, unknown or has an impossible value
 */
export function readOptions(args: readonly string[]): DeviceOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const keyFile = required(values.key, 'key', 'the device’s .key file');
  const pemFile = required(values.pem, 'pem', 'the device’s .pem file');
  const options = {
    keyFile,
    pemFile,
    host: values.host ?? 'localhost',
    port: wholeNumber(values.port, 'port', 1, 65_535, DEFAULT_PORT),
    sendOnce: (values['send-once'] ?? []).map((json) => jsonObject(json, 'send-once')),
    attributes: values.attributes === undefined ? undefined : jsonObject(values.attributes, 'attributes'),
    location: values.location === undefined ? undefined : place(values.location),
    profile: oneOf(PROFILES, values.profile, 'profile'),
    intervalMs: seconds(values.interval, 'interval', 0.01, 86_400) ?? 10_000,
    answerCommands: values['answer-commands'] ?? false,
    misbehave: oneOf(MISBEHAVIORS, values.misbehave, 'misbehave'),
    backlogFile: values.backlog ?? pemFile.replace(/(\.pem)?$/, '.backlog'),
    backlogBytes: wholeNumber(values['backlog-mib'], 'backlog-mib', 1, 1024, 16) * 1024 * 1024,
    forMs: seconds(values.for, 'for', 0.1, 31_536_000),
    timeoutMs: seconds(values.timeout, 'timeout', 1, 3600) ?? 30_000,
  };
  if (!hasWork(options)) {
    throw new UsageError(
      'There is nothing to do: give --send-once, --profile, --location, --answer-commands or --misbehave.',
    );
  }
  return options;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        key: { type: 'string' },
        pem: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        'send-once': { type: 'string', multiple: true },
        attributes: { type: 'string' },
        location: { type: 'string' },
        profile: { type: 'string' },
        interval: { type: 'string' },
        'answer-commands': { type: 'boolean' },
        misbehave: { type: 'string' },
        backlog: { type: 'string' },
        'backlog-mib': { type: 'string' },
        for: { type: 'string' },
        timeout: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    throw new UsageError((cause as Error).message.replaceAll('\n', ' '), { cause }); // parseArgs throws TypeError only
  }
}

function hasWork(options: Omit<DeviceOptions, 'keyFile' | 'pemFile'>): boolean {
  const { sendOnce, attributes, location, profile, answerCommands, misbehave } = options;
  return (
    sendOnce.length > 0 || answerCommands || [attributes, location, profile, misbehave].some((one) => one !== undefined)
  );
}

function required(value: string | undefined, name: string, meaning: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing: ${meaning}.`);
  return value;
}

/** @returns the fallback when it was not given */
export function wholeNumber(
  text: string | undefined,
  name: string,
  least: number,
  most: number,
  fallback: number,
): number {
  if (text === undefined) return fallback;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} is "${text}"; a whole number from ${least} to ${most} is wanted.`);
}

/** @returns milliseconds, `undefined` when it was not given */
export function seconds(text: string | undefined, name: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return Math.round(value * 1000);
  throw new UsageError(`--${name} is "${text}"; seconds from ${least} to ${most} are wanted.`);
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string | undefined, name: string) {
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`--${name} is "${text}"; one of ${choices.join(', ')} is wanted.`);
}

function jsonObject(text: string, name: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`--${name} is not JSON (${(cause as Error).message}).`, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return text;
  throw new UsageError(`--${name} is "${text}"; an object like {"voltage":229.4} is wanted.`);
}

function place(text: string): Place & { accuracyMeters?: number } {
  const [latitude = Number.NaN, longitude = Number.NaN, accuracyMeters, ...rest] = text.split(',').map(degrees);
  const right = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && rest.length === 0;
  if (right && accuracyMeters === undefined) return { latitude, longitude };
  if (right && accuracyMeters !== undefined && accuracyMeters >= 0) return { latitude, longitude, accuracyMeters };
  throw new UsageError(`--location is "${text}"; degrees like 52.2297,21.0122 are wanted, meters of accuracy behind.`);
}

function degrees(text: string): number {
  return /^-?\d{1,6}(\.\d{1,12})?$/.test(text.trim()) ? Number(text) : Number.NaN;
}
