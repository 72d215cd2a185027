import {
  type DecodedReading,
  decodeAttributes,
  decodeLocation,
  decodeTelemetry,
  type Rejection,
} from '#libs/contracts';
import type { Batch, Entry } from './batch.js';
import type { InboundMessage } from './inbound-message.js';
import { rejectedRow } from './rejected-row.js';
import { timeOriginCode } from './time-origin.js';

/** Gives ids of quantities that are known already. */
export interface QuantityIds {
  idOf(name: string, unit: string | undefined): number | undefined;
}

/** What was refused in a message. */
interface Refusal {
  readonly rejected: readonly Rejection[];
  readonly rejectedCount: number;
}

/**
 * Takes a message apart and adds its rows to the batch, and the message to those who wait for it.
 *
 * @returns whether a key of a row holds the time of reception, so that a second delivery must take over the first one's
 */
export function addMessage(batch: Batch, entry: Entry, quantities: QuantityIds): boolean {
  const { message } = entry;
  batch.entries.push(entry);
  batch.payloadBytes += message.payload.length;
  if (message.redelivered) batch.holdsRedelivered = true;
  switch (message.channel) {
    case 'telemetry':
      return addTelemetry(batch, entry, quantities);
    case 'location':
      return addLocation(batch, entry);
    case 'attributes':
      return addAttributes(batch, entry);
    case 'command-response':
      return addUnsupported(batch, entry, 'No command with this id waits for a response.');
    case 'unknown':
      return addUnsupported(
        batch,
        entry,
        'There is no such topic. A device publishes to devices/me/telemetry, location, attributes and commands/{id}/response.',
      );
  }
}

function addUnsupported(batch: Batch, entry: Entry, reason: string): boolean {
  return addRefusal(batch, entry, {
    rejected: [{ code: 'payload.unsupported', index: undefined, reason }],
    rejectedCount: 1,
  });
}

/** Adds a whole message as a rejected one, for a reason that shows only in the database. */
export function addUnstorable(batch: Batch, entry: Entry, code: string, reason: string): void {
  batch.entries.push(entry);
  batch.payloadBytes += entry.message.payload.length;
  batch.rejected.push(rejectedRow(entry, [{ code, index: undefined, reason }], 1));
  owe(batch, entry.message, entry.receptionUs);
}

function addTelemetry(batch: Batch, entry: Entry, quantities: QuantityIds): boolean {
  const { message, receptionUs } = entry;
  const decoded = decodeTelemetry(message.payload, message.receivedAt);
  const receivedUs = message.receivedAt * 1000;
  const slotUs = receptionUs - receivedUs;
  let oldestUs = receptionUs;
  let untimed = false;
  for (const reading of decoded.readings) {
    const { quantity, unit, timeOrigin } = reading;
    const id = quantities.idOf(quantity, unit) ?? batch.placeOf({ name: quantity, unit });
    const ownTime = timeOrigin === 'device';
    const observedUs = reading.observedAtMs * 1000 + (ownTime ? 0 : slotUs);
    if (!ownTime) untimed = true;
    if (observedUs < oldestUs) oldestUs = observedUs;
    const origin = timeOriginCode(timeOrigin);
    const rowReceivedUs = ownTime ? receivedUs : receptionUs;
    if (reading.kind === 'number') {
      batch.readings.add(message.deviceKey, id, reading.value, observedUs, rowReceivedUs, origin);
    } else {
      batch.texts.push({
        deviceKey: message.deviceKey,
        quantityId: id,
        observedUs,
        receivedUs: rowReceivedUs,
        timeOrigin: origin,
        json: jsonOf(reading),
      });
    }
  }
  owe(batch, message, oldestUs);
  return decoded.rejectedCount === 0 ? untimed : addRefusal(batch, entry, decoded);
}

function addLocation(batch: Batch, entry: Entry): boolean {
  const { message, receptionUs } = entry;
  const { deviceKey, receivedAt } = message;
  const decoded = decodeLocation(message.payload, receivedAt);
  let oldestUs = receptionUs;
  let untimed = false;
  for (const { latitude, longitude, accuracyMeters, observedAtMs, timeOrigin } of decoded.positions) {
    const ownTime = timeOrigin === 'device';
    const observedUs = observedAtMs * 1000 + (ownTime ? 0 : receptionUs - receivedAt * 1000);
    const receivedUs = ownTime ? receivedAt * 1000 : receptionUs;
    if (!ownTime) untimed = true;
    if (observedUs < oldestUs) oldestUs = observedUs;
    const origin = timeOriginCode(timeOrigin);
    batch.positions.push({
      deviceKey,
      observedUs,
      receivedUs,
      timeOrigin: origin,
      latitude,
      longitude,
      accuracyMeters,
    });
  }
  owe(batch, message, oldestUs);
  return decoded.rejectedCount === 0 ? untimed : addRefusal(batch, entry, decoded);
}

function addAttributes(batch: Batch, entry: Entry): boolean {
  const { message, receptionUs } = entry;
  const decoded = decodeAttributes(message.payload);
  for (const attribute of decoded.attributes) {
    const json = attribute.kind === 'removed' ? undefined : jsonOf(attribute);
    batch.attributes.push({ deviceKey: message.deviceKey, name: attribute.name, json, receivedUs: receptionUs });
  }
  owe(batch, message, receptionUs);
  return decoded.rejectedCount === 0 ? false : addRefusal(batch, entry, decoded);
}

/** A rejected message is stored under the time of its reception: it always depends on it. */
function addRefusal(batch: Batch, entry: Entry, { rejected, rejectedCount }: Refusal): boolean {
  batch.rejected.push(rejectedRow(entry, rejected, rejectedCount));
  owe(batch, entry.message, entry.receptionUs);
  return true;
}

function owe(batch: Batch, { deviceKey }: InboundMessage, observedUs: number): void {
  const oldestUs = batch.owed.get(deviceKey);
  if (oldestUs === undefined || observedUs < oldestUs) batch.owed.set(deviceKey, observedUs);
}

/** Objects are decoded to JSON text already. */
function jsonOf(kept: Pick<DecodedReading, 'kind' | 'value'>): string {
  return kept.kind === 'object' ? String(kept.value) : JSON.stringify(kept.value);
}
