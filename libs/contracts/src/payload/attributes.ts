import { type KeptValue, keptValue } from './kept-value.js';
import { payloadLimits } from './limits.js';
import { jsonFromPayload } from './payload-format.js';
import { RefusalCollector, type Refusals, shown } from './rejection.js';
import { problemOfName } from './storable.js';

/** One property a device tells about itself: its present value, or that it has none any more. */
export type DecodedAttribute = { readonly name: string } & (
  | KeptValue
  | { readonly kind: 'removed'; readonly value: undefined }
);

/** What one attributes message holds. */
export interface DecodedAttributes extends Refusals {
  /** In the order of the message, names all different; 0 to 4096. */
  readonly attributes: readonly DecodedAttribute[];
}

/**
 * Decodes and checks the payload of `devices/me/attributes`: one object of properties that change seldom, like
 * `{"systemName":"1600XP 18kVA 160300007","firmware":"2.1.0"}`. `null` removes a property. Names and values follow the
 * rules of telemetry; both come out in Normalization Form C (Unicode UAX #15), and of one name the last value counts. It
 * never throws, whatever the bytes.
 */
export function decodeAttributes(payload: Uint8Array): DecodedAttributes {
  const json = jsonFromPayload(payload);
  if (json.refusal !== undefined) return { attributes: [], rejected: [json.refusal], rejectedCount: 1 };
  const refusals = new RefusalCollector();
  const attributes = new Map<string, DecodedAttribute>();
  const { value } = json;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value);
    const most = payloadLimits.readingsPerMessage;
    if (entries.length > most) {
      const reason = `The object has ${entries.length} attributes; at most ${most} are taken. Send several messages.`;
      refusals.reject('payload.too-many', undefined, reason);
    } else {
      for (const [name, member] of entries) collect(name, member, attributes, refusals);
    }
  } else {
    const reason = `An object of attributes like {"firmware":"2.1"} is wanted, but ${shown(value)} was sent.`;
    refusals.reject('payload.wrong-shape', undefined, reason);
  }
  return {
    attributes: [...attributes.values()],
    rejected: refusals.rejected,
    rejectedCount: refusals.rejectedCount,
  };
}

function collect(name: string, value: unknown, attributes: Map<string, DecodedAttribute>, refusals: RefusalCollector) {
  // First of all: one text may be longer or shorter than its other spelling.
  const composed = name.normalize('NFC');
  const badName = problemOfName(composed);
  if (badName !== undefined) return refusals.reject('payload.bad-name', undefined, badName);
  // A text is a name as well, such as systemName, and is compared with what people type.
  const composedValue = typeof value === 'string' ? value.normalize('NFC') : value;
  const kept = value === null ? ({ kind: 'removed', value: undefined } as const) : keptValue(name, composedValue);
  if ('problem' in kept) return refusals.reject(kept.problem, undefined, kept.reason);
  attributes.set(composed, { name: composed, ...kept });
}
