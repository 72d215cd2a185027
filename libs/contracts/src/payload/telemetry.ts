import { payloadLimits } from './limits.js';
import { claimedTime, type ObservationTime, receptionTime } from './observation-time.js';
import { jsonFromPayload } from './payload-format.js';
import { type DecodedTelemetry, ReadingCollector } from './reading-collector.js';
import { shown } from './rejection.js';
import { collectSenml, isSenmlPack } from './senml.js';

// This is the hot path of the broker, tens of thousands of messages a second: hand-written checks over JSON.parse
// take a few microseconds a message, a zod schema takes ten times that.

/**
 * Decodes and checks the payload of `devices/me/telemetry`.
 *
 * Four forms are taken, all JSON in UTF-8:
 *
 * - `{"voltage":229.4,"on":true}`: quantities, observed when received;
 * - `{"ts":1795000000000,"values":{"voltage":229.4}}`: the same with the device's time, milliseconds since 1970 UTC.
 *   Without `ts`, or with `null`, the time of reception counts. The names `ts` and `values` are thereby taken: an
 *   object that has one of them is read as this form or refused;
 * - an array of either, in any order: a backlog, at most 4096 elements;
 * - an array of SenML records (RFC 8428), recognized by a record with `bn`, or with `n` and a value.
 *
 * Numbers, booleans, texts, objects and arrays are kept; `null` means *no value* and is passed over. What is good is
 * kept even when its neighbors are refused. It never throws, whatever the bytes.
 *
 * @param receivedAtMs when the message arrived, whole milliseconds since 1970 UTC
 */
export function decodeTelemetry(payload: Uint8Array, receivedAtMs: number): DecodedTelemetry {
  const json = jsonFromPayload(payload);
  if (json.refusal !== undefined) return { readings: [], rejected: [json.refusal], rejectedCount: 1 };
  const collector = new ReadingCollector();
  const received = receptionTime(receivedAtMs);
  if (Array.isArray(json.value)) collectArray(json.value, received, collector);
  else collectElement(json.value, undefined, received, collector);
  return collector.decoded();
}

function collectArray(elements: readonly unknown[], received: ObservationTime, collector: ReadingCollector) {
  const most = payloadLimits.readingsPerMessage;
  if (elements.length > most) {
    const reason = `The array has ${elements.length} elements; at most ${most} are taken. Send several messages.`;
    collector.reject('payload.too-many', undefined, reason);
  } else if (isSenmlPack(elements)) {
    collectSenml(elements, received, collector);
  } else {
    elements.forEach((element, index) => {
      collectElement(element, index, received, collector);
    });
  }
}

function collectElement(
  element: unknown,
  index: number | undefined,
  received: ObservationTime,
  collector: ReadingCollector,
) {
  if (!isObject(element)) {
    const reason = `An object of quantities like {"voltage":229.4} is wanted, but ${shown(element)} was sent.`;
    return collector.reject('payload.wrong-shape', index, reason);
  }
  const { ts, values } = element;
  if (ts === undefined && values === undefined) return collectValues(element, index, received, collector);

  if (!isObject(values)) {
    const found = values === undefined ? 'is not there' : `is ${shown(values)}`;
    const reason = `Beside "ts" the quantities stand in "values", an object; here "values" ${found}.`;
    return collector.reject('payload.wrong-shape', index, reason);
  }
  for (const name in element) {
    if (name === 'ts' || name === 'values') continue;
    const reason = `Beside "ts" and "values" stands ${shown(name)}; put all quantities into "values".`;
    return collector.reject('payload.wrong-shape', index, reason);
  }
  if (ts === undefined || ts === null) return collectValues(values, index, received, collector);
  if (typeof ts !== 'number') {
    const reason = `"ts" is ${shown(ts)}; a number is wanted, milliseconds since 1970 UTC.`;
    return collector.reject('payload.bad-time', index, reason);
  }
  collectValues(values, index, claimedTime(ts, received.observedAtMs), collector);
}

function collectValues(
  values: Readonly<Record<string, unknown>>,
  index: number | undefined,
  time: ObservationTime,
  collector: ReadingCollector,
) {
  collector.startInstant(time);
  for (const name in values) collector.add(index, name, undefined, values[name], time);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
