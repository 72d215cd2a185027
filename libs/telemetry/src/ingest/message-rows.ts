import { type DecodedReading, decodeAttributes, decodeLocation, decodeTelemetry } from '#libs/contracts/payload';
import { type Allowances, NEW_QUANTITIES_A_DAY, NEW_UNITS_A_DAY, noBounds, unitKey } from './allowance.js';
import { Batch, type Entry, type Quantity } from './batch.js';
import type { InboundMessage } from './inbound-message.js';
import { ObservedDays } from './observed-days.js';
import { observationSlot, observationUs, receptionSlot } from './reception.js';
import { type Reason, rejectedRow } from './rejected-row.js';
import { isSummable } from './summable.js';
import { timeOriginCode } from './time-origin.js';

/** Gives ids of quantities that are known already. */
export interface QuantityIds {
  idOf(name: string, unit: string | undefined): number | undefined;
}

/**
 * What became of a message: its rows are in the batch, and no key of them holds the time of reception (`timed`) or one does, so
 * that a second delivery must take over the first one's (`untimed`); or nothing was added, since its device has to wait until
 * it may store under further past days (`waits`), or since it names quantities that are to be looked up first (`unnamed`): a
 * broker that has just begun remembers none, and what is there already is not new.
 */
export type Added = 'timed' | 'untimed' | 'waits' | 'unnamed';

const addedAs = (isUntimed: boolean): Added => (isUntimed ? 'untimed' : 'timed');

/** What was refused in a message. */
interface Refusal {
  readonly rejected: readonly Reason[];
  readonly rejectedCount: number;
}

/** Takes a message apart and adds its rows to the batch, and the message to those who wait for it, unless it has to wait. */
export function addMessage(batch: Batch, entry: Entry, quantities: QuantityIds, allowances: Allowances): Added {
  switch (entry.message.channel) {
    case 'telemetry':
      return addTelemetry(batch, entry, quantities, allowances);
    case 'location':
      return addLocation(batch, entry, allowances);
    case 'attributes':
      return addAttributes(batch, entry, allowances);
    case 'command-response':
      return addUnsupported(batch, entry, allowances, 'No command with this id waits for a response.');
    case 'unknown':
      return addUnsupported(
        batch,
        entry,
        allowances,
        'There is no such topic. A device publishes to devices/me/telemetry, location, attributes and commands/{id}/response.',
      );
  }
}

function addUnsupported(batch: Batch, entry: Entry, allowances: Allowances, reason: string): Added {
  batch.join(entry);
  addRefusal(batch, entry, allowances, {
    rejected: [{ code: 'payload.unsupported', index: undefined, reason }],
    rejectedCount: 1,
  });
  return 'untimed';
}

/** The quantities of a message that nobody remembers. */
export function unknownQuantities(entry: Entry, quantities: QuantityIds): readonly Quantity[] {
  const batch = new Batch(0);
  addMessage(batch, { ...entry, areNamesLookedUp: true }, quantities, noBounds);
  return batch.unresolved;
}

/** Adds a whole message as a rejected one, for a reason that shows only in the database. */
export function addUnstorable(batch: Batch, entry: Entry, allowances: Allowances, reason: Omit<Reason, 'index'>): void {
  batch.join(entry);
  batch.rejected.push(rejectedRow(entry, [{ ...reason, index: undefined }], 1, allowances));
  notePending(batch, entry.message, observationUs(entry));
}

function addTelemetry(batch: Batch, entry: Entry, quantities: QuantityIds, allowances: Allowances): Added {
  const { message, identifier } = entry;
  const decoded = decodeTelemetry(message.payload, message.receivedAt);
  const days = new ObservedDays(message);
  for (const { observedAtMs } of decoded.readings) days.note(observedAtMs);
  if (!allowances.pastDays.take(message.deviceKey, days.past)) return 'waits';
  const [numbersBefore, textsBefore] = [batch.readings.length, batch.texts.length];
  const receivedUs = message.receivedAt * 1000;
  let oldestUs = observationUs(entry);
  let untimed = false;
  let unnamed = 0;
  for (const reading of decoded.readings) {
    const { quantity, unit, timeOrigin } = reading;
    if (!days.take(reading.observedAtMs)) continue;
    const known = quantities.idOf(quantity, unit);
    if (known === undefined && entry.areNamesLookedUp !== true) {
      batch.readings.length = numbersBefore;
      batch.texts.length = textsBefore;
      return 'unnamed';
    }
    const id = known ?? placeOf(batch, message, { name: quantity, unit }, allowances);
    if (id === undefined) {
      unnamed++;
      continue;
    }
    const ownTime = timeOrigin === 'device';
    const observedUs = reading.observedAtMs * 1000 + (ownTime ? 0 : observationSlot(identifier));
    if (!ownTime) untimed = true;
    if (observedUs < oldestUs) oldestUs = observedUs;
    const origin = timeOriginCode(timeOrigin);
    const rowReceivedUs = ownTime ? receivedUs : receivedUs + receptionSlot(identifier);
    if (reading.kind === 'number' && isSummable(reading.value)) {
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
  batch.join(entry);
  notePending(batch, message, oldestUs);
  const refusal = unnamed > 0 ? withTooManyNames(decoded, unnamed) : decoded;
  return addedAs(addRefused(batch, entry, allowances, withDays(refusal, days)) || untimed);
}

/** Where the id of a quantity nobody remembers will stand; `undefined` if the device has brought too many. */
function placeOf(
  batch: Batch,
  { deviceKey, receivedAt }: InboundMessage,
  quantity: Quantity,
  { newQuantities, newUnits }: Allowances,
): number | undefined {
  const { name, unit } = quantity;
  if (batch.awaits(quantity)) return batch.placeOf(quantity);
  if (unit !== undefined && !newUnits.take(unitKey(deviceKey, name), 1, receivedAt)) return undefined;
  return newQuantities.take(deviceKey, 1, receivedAt) ? batch.placeOf(quantity) : undefined;
}

function withTooManyNames({ rejected, rejectedCount }: Refusal, unnamed: number): Refusal {
  const reason =
    `${unnamed} readings have names or units nobody used before, and the device has brought ${NEW_QUANTITIES_A_DAY} such ` +
    `names or ${NEW_UNITS_A_DAY} such units of one name today. Do not put counters or times into names or units.`;
  return {
    rejected: [...rejected, { code: 'telemetry.too-many-quantities', index: undefined, reason }],
    rejectedCount: rejectedCount + unnamed,
  };
}

function withDays({ rejected, rejectedCount }: Refusal, days: ObservedDays): Refusal {
  return { rejected: [...rejected, ...days.reasons()], rejectedCount: rejectedCount + days.refusedCount };
}

function addLocation(batch: Batch, entry: Entry, allowances: Allowances): Added {
  const { message, identifier } = entry;
  const { deviceKey, receivedAt } = message;
  const decoded = decodeLocation(message.payload, receivedAt);
  const days = new ObservedDays(message);
  for (const { observedAtMs } of decoded.positions) days.note(observedAtMs);
  if (!allowances.pastDays.take(deviceKey, days.past)) return 'waits';
  batch.join(entry);
  let oldestUs = observationUs(entry);
  let untimed = false;
  for (const { latitude, longitude, accuracyMeters, observedAtMs, timeOrigin } of decoded.positions) {
    if (!days.take(observedAtMs)) continue;
    const ownTime = timeOrigin === 'device';
    const observedUs = observedAtMs * 1000 + (ownTime ? 0 : observationSlot(identifier));
    const receivedUs = receivedAt * 1000 + (ownTime ? 0 : receptionSlot(identifier));
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
  notePending(batch, message, oldestUs);
  return addedAs(addRefused(batch, entry, allowances, withDays(decoded, days)) || untimed);
}

function addAttributes(batch: Batch, entry: Entry, allowances: Allowances): Added {
  batch.join(entry);
  const { message } = entry;
  const decoded = decodeAttributes(message.payload);
  const receivedUs = observationUs(entry);
  for (const attribute of decoded.attributes) {
    const json = attribute.kind === 'removed' ? undefined : jsonOf(attribute);
    batch.attributes.push({ deviceKey: message.deviceKey, name: attribute.name, json, receivedUs });
  }
  notePending(batch, message, receivedUs);
  return addedAs(addRefused(batch, entry, allowances, decoded));
}

/** Adds what was refused, if anything was. @returns whether it was */
function addRefused(batch: Batch, entry: Entry, allowances: Allowances, refusal: Refusal): boolean {
  if (refusal.rejectedCount > 0) addRefusal(batch, entry, allowances, refusal);
  return refusal.rejectedCount > 0;
}

/** A rejected message is stored under the time of its reception: it always depends on it. */
function addRefusal(batch: Batch, entry: Entry, allowances: Allowances, refusal: Refusal): void {
  batch.rejected.push(rejectedRow(entry, refusal.rejected, refusal.rejectedCount, allowances));
  notePending(batch, entry.message, observationUs(entry));
}

function notePending({ pendingLatest }: Batch, { deviceKey }: InboundMessage, observedUs: number): void {
  const oldestUs = pendingLatest.get(deviceKey);
  if (oldestUs === undefined || observedUs < oldestUs) pendingLatest.set(deviceKey, observedUs);
}

/** Objects are decoded to JSON text already. */
function jsonOf(kept: Pick<DecodedReading, 'kind' | 'value'>): string {
  return kept.kind === 'object' ? String(kept.value) : JSON.stringify(kept.value);
}
