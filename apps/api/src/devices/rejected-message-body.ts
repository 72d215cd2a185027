import { isUtf8 } from 'node:buffer';
import type { RejectedMessagePageBody } from '#libs/contracts/http';
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
  const shown = Buffer.from(payload.subarray(0, SHOWN_BYTES));
  // A character that was cut in two at the end has at most three of its bytes there; it is no reason to show bytes.
  const whole = [0, 1, 2, 3].find((cut) => isUtf8(shown.subarray(0, shown.length - cut)));
  if (whole === 0 || (whole !== undefined && payload.length > SHOWN_BYTES)) {
    return { encoding: 'utf-8' as const, content: shown.toString('utf8', 0, shown.length - whole) };
  }
  return { encoding: 'base64' as const, content: shown.toString('base64') };
}
