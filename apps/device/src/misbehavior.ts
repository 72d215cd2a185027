import { payloadLimits } from '#libs/contracts/payload';
import { deviceTopics } from '#libs/mqtt';

/** What a device can do wrong on request, to see what the platform makes of it. */
export const MISBEHAVIORS = ['other-topic', 'oversize', 'not-json', 'time-1970', 'nan', 'flood'] as const;
export type Misbehavior = (typeof MISBEHAVIORS)[number];

/** What the platform is to do about each, in a sentence (docs/protocol.md). */
export const EXPECTED: Readonly<Record<Misbehavior, string>> = {
  'other-topic': 'The connection ends, and the cause is on the device’s page.',
  oversize: 'The connection ends: a message has at most 256 KiB. The cause is on the device’s page.',
  'not-json': 'The message is acknowledged and kept as rejected, with its reason.',
  'time-1970': 'The reading is stored under the time it was received, and marked.',
  nan: 'The message is acknowledged and kept as rejected: JSON has no NaN.',
  flood: 'Every message is acknowledged, as fast as the platform can store them.',
};

/** Messages of a flood; none waits for the one before. */
const FLOOD_MESSAGES = 2000;
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Message {
  readonly topic: string;
  readonly payload: string;
}

/** What is sent. @param nowMs the device's time, milliseconds since 1970 UTC */
export function misbehavingMessages(misbehavior: Misbehavior, nowMs: number): readonly Message[] {
  const telemetry = (payload: string): readonly Message[] => [{ topic: deviceTopics.telemetry, payload }];
  switch (misbehavior) {
    case 'other-topic':
      return [{ topic: `devices/${NOBODY}/telemetry`, payload: '{"voltage":229.4}' }];
    case 'oversize':
      return telemetry(`{"text":"${'x'.repeat(payloadLimits.payloadBytes)}"}`);
    case 'not-json':
      return telemetry('voltage=229.4');
    case 'time-1970':
      return telemetry('{"ts":0,"values":{"voltage":229.4}}');
    case 'nan':
      return telemetry('{"voltage":NaN}');
    case 'flood':
      return Array.from({ length: FLOOD_MESSAGES }, (_, at) => ({
        topic: deviceTopics.telemetry,
        payload: JSON.stringify({ ts: nowMs - FLOOD_MESSAGES + at, values: { flood: at } }),
      }));
  }
}

/** How the platform took it. */
export interface Outcome {
  readonly sent: number;
  readonly acknowledged: number;
  /** Why the connection ended; `undefined`: it stands. */
  readonly ended: string | undefined;
}

/** Sends the messages all at once over a connection that stands, and waits until all are acknowledged or it ends. */
export async function misbehave(
  connection: { publish(topic: string, payload: string): Promise<void>; readonly closed: Promise<string> },
  misbehavior: Misbehavior,
  nowMs: number,
): Promise<Outcome> {
  const messages = misbehavingMessages(misbehavior, nowMs);
  const results = await Promise.allSettled(messages.map(({ topic, payload }) => connection.publish(topic, payload)));
  const acknowledged = results.filter(({ status }) => status === 'fulfilled').length;
  // A publication fails only when the connection has ended.
  const ended = acknowledged === messages.length ? undefined : await connection.closed;
  return { sent: messages.length, acknowledged, ended };
}
