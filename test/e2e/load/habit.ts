/** A message of a device: what it is about, and how it is written. */
export interface Message {
  readonly topic: string;
  readonly payload: string;
}

/** How a device counts and writes its messages. Each message carries its number, so that it can be looked for. */
export interface Habit {
  readonly name: string;
  readonly qos: 1 | 2;
  /** `sequential`: counts to 65535 and begins again, as most do; `lowest-free`: uses the same few again and again. */
  readonly identifiers: 'sequential' | 'lowest-free';
  /** How many messages it makes while most make one. */
  readonly pace: number;
  /** Where the numbers of its messages are found again. `count-only`: all its messages say the same. */
  readonly kept: 'reading' | 'text' | 'position' | 'count-only';
  /** @param number from 1 */
  message(number: number): Message;
}

/** The quantity that holds the number of a message. */
export const QUANTITY = 'number';
const TELEMETRY = 'devices/me/telemetry';

const telemetry = (payload: object): Message => ({ topic: TELEMETRY, payload: JSON.stringify(payload) });

/**
 * Devices as they are met: with a clock and without, with text and places, and one that says the same over and over.
 *
 * @param startedAt times of observation count up from here, one millisecond a message; milliseconds since 1970 UTC
 */
export function habits(startedAt: number): readonly Habit[] {
  const timed = (number: number) => telemetry({ ts: startedAt + number, values: { [QUANTITY]: number } });
  const untimed = (number: number) => telemetry({ [QUANTITY]: number });
  const numbers = { qos: 1, identifiers: 'sequential', pace: 1, kept: 'reading' } as const;
  return [
    { ...numbers, name: 'with time stamps', message: timed },
    { ...numbers, name: 'with time stamps, QoS 2', qos: 2, message: timed },
    { ...numbers, name: 'without time stamps', message: untimed },
    { ...numbers, name: 'without time stamps, few identifiers', identifiers: 'lowest-free', message: untimed },
    { ...numbers, name: 'without time stamps, QoS 2', qos: 2, message: untimed },
    {
      ...numbers,
      name: 'with texts, without time stamps',
      kept: 'text',
      message: (number) => telemetry({ [QUANTITY]: String(number) }),
    },
    {
      ...numbers,
      name: 'with places, without time stamps',
      kept: 'position',
      message: (number) => ({
        topic: 'devices/me/location',
        payload: JSON.stringify({ lat: number / 10_000, lon: 18.55 }),
      }),
    },
    {
      ...numbers,
      name: 'with one value only, without time stamps',
      pace: 4,
      kept: 'count-only',
      message: () => telemetry({ [QUANTITY]: 100 }),
    },
  ];
}
