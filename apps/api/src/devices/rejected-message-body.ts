import type { RejectedMessagePageBody } from '#libs/contracts';
import type { RejectedMessage } from '#libs/telemetry';

/** As much of a payload as a list shows, bytes: enough to see what the device does wrong. */
const SHOWN_BYTES = 4 * 1024;

/** A message that could not be stored, as the API shows it. */
export function rejectedMessageBody(message: RejectedMessage): RejectedMessagePageBody['items'][number] {
  return {
    receivedAt: message.receivedAt.toISOString(),
    topic: message.topic,
    code: message.code,
    reasons: message.reasons.map(({ code, index, reason }) => ({
      code,
      ...(index !== undefined && { index }),
      reason,
    })),
    reasonCount: message.reasonCount,
    payload: { ...shownPayload(message.payload), bytes: message.payloadBytes },
  };
}

function shownPayload(payload: Uint8Array) {
  const shown = payload.subarray(0, SHOWN_BYTES);
  try {
    // As a stream: a character that was cut in two at the end is left out, and no reason to show bytes.
    const content = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(shown, { stream: true });
    return { encoding: 'utf-8' as const, content };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause; // what `fatal` throws for bytes that are not UTF-8
    return { encoding: 'base64' as const, content: Buffer.from(shown).toString('base64') };
  }
}
