import { MalformedFrameError } from '../errors.js';
import { FieldReader } from './frontend-messages.js';

/** Codes in place of a protocol version (PostgreSQL 17, §53.7): 80877102, 80877103, 80877104. */
const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const SUPPORTED_MAJOR = 3;

/** What a client says first. */
export type StartupPacket =
  | { readonly kind: 'encryption' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'unsupported'; readonly major: number; readonly minor: number }
  | {
      readonly kind: 'startup';
      readonly minor: number;
      /** Names and values in order; a later one wins. */
      readonly parameters: ReadonlyMap<string, string>;
    };

/**
 * Reads a packet as `FrameReader.nextStartup` cuts it.
 *
 * @throws {MalformedFrameError} its strings are not pairs with an end
 */
export function parseStartupPacket(packet: Buffer): StartupPacket {
  const code = packet.readInt32BE(4);
  if (code === CANCEL_REQUEST) return { kind: 'cancel' };
  if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'encryption' };
  const major = code >>> 16;
  const minor = code & 0xffff;
  if (major !== SUPPORTED_MAJOR) return { kind: 'unsupported', major, minor };
  return { kind: 'startup', minor, parameters: parametersOf(packet) };
}

function parametersOf(packet: Buffer): Map<string, string> {
  const fields = new FieldReader(packet, 8);
  const parameters = new Map<string, string>();
  while (packet[fields.offset] !== 0) {
    if (fields.offset >= packet.length) throw new MalformedFrameError('startup', 'its list of parameters has no end');
    const name = fields.text();
    parameters.set(name, fields.text());
  }
  return parameters;
}

/**
 * The settings in a client's `options` parameter: `-c name=value` or `--name=value`, separated by spaces, a backslash
 * before a space or backslash that is part of a value (PostgreSQL 17, §53.2.1).
 *
 * @returns undefined when there is anything else in it
 */
export function settingsInOptions(options: string): Map<string, string> | undefined {
  const words = options.replaceAll(/(?<=^|\s)-c\s+/g, '--').match(/(?:\\.|[^\s\\])+/gs) ?? [];
  const settings = new Map<string, string>();
  for (const word of words) {
    const [, name, value] = /^(?:--|-c)([^=]+)=(.*)$/s.exec(word.replaceAll(/\\(.)/gs, '$1')) ?? [];
    if (name === undefined || value === undefined) return undefined;
    settings.set(name.replaceAll('-', '_'), value);
  }
  return settings;
}
