/**
 * SenML (RFC 8428) as JSON, read into readings.
 *
 * Taken: bn, bt, bu, bv, bver, n, u, v, vs, vb, t, with relative times (§4.5.3) and the version check (§4.4). Passed
 * over, as §4.4 allows: fields we do not know, ut, and sums (s, bs) beside a value. Refused record by record: data
 * values (vd), a sum without a value, fields that must be understood (ending in `_`), and what breaks §4. Not read:
 * CBOR, XML and EXI.
 *
 * A departure: a base name that is a device URN (`urn:dev:…`, RFC 9039) is left out of the quantity's name. It says
 * which device speaks, and the certificate has said that already; with it, every device would have quantities of its
 * own that compare with nobody's.
 */
import { claimedTime, type ObservationTime } from './observation-time.js';
import type { ReadingCollector } from './reading-collector.js';
import { type PayloadProblem, shown } from './rejection.js';
import { problemOfUnit } from './storable.js';
import { UnitRegister } from './unit-register.js';

/** The version this reads (RFC 8428 §4.4, §12.3.2). */
const VERSION = 10;
/** Times below it, in seconds, are relative to now (RFC 8428 §4.5.3). */
const FIRST_ABSOLUTE_SECONDS = 2 ** 28;
const DEVICE_URN = 'urn:dev:';
/** RFC 8428 §4.5.1. */
const NAME = /^[A-Za-z0-9][-A-Za-z0-9:./_]*$/;
/** RFC 8428 §4.1. */
const BASE_FIELDS: ReadonlySet<string> = new Set(['bn', 'bt', 'bu', 'bv', 'bs', 'bver']);

type SenmlRecord = Readonly<Record<string, unknown>>;

/** The base fields in effect (RFC 8428 §4.1). */
interface Base {
  readonly name: string;
  readonly unit: string | undefined;
  readonly timeSeconds: number;
  readonly value: number | undefined;
}

/** What the records of one pack share beside the base. */
interface PackContext {
  readonly received: ObservationTime;
  readonly units: UnitRegister;
  readonly collector: ReadingCollector;
}

/** Why a record is refused; it never leaves this file. */
class Unfit {
  constructor(
    readonly code: PayloadProblem,
    readonly reason: string,
  ) {}
}

/** Whether an array is a SenML pack: one of its elements has `bn`, or `n` together with a value or a sum. */
export function isSenmlPack(elements: readonly unknown[]): boolean {
  return elements.some((element) => {
    if (!isRecord(element)) return false;
    const { bn, n, v, vs, vb, vd, s } = element;
    return typeof bn === 'string' || (typeof n === 'string' && (v ?? vs ?? vb ?? vd ?? s) !== undefined);
  });
}

/**
 * Resolves the records of a pack (RFC 8428 §4.6) into readings.
 *
 * A refused record still sets the base for those after it. When the base itself cannot be read, everything after it is
 * refused as well, for it would be stored under wrong names and times.
 */
export function collectSenml(pack: readonly unknown[], received: ObservationTime, collector: ReadingCollector) {
  const versions = pack.map((record) => (isRecord(record) ? record.bver : undefined));
  const unknownVersion = versions.find((version) => version !== undefined && !isKnownVersion(version));
  if (unknownVersion !== undefined) {
    const reason = `The SenML version is ${shown(unknownVersion)}; up to ${VERSION} is understood (RFC 8428 §4.4).`;
    return collector.reject('payload.unsupported', undefined, reason);
  }
  collector.countTimesIn('seconds');
  let base: Base = { name: '', unit: undefined, timeSeconds: 0, value: undefined };
  const units = new UnitRegister();
  for (const [index, record] of pack.entries()) {
    if (!isRecord(record)) {
      collector.reject('payload.wrong-shape', index, `A SenML record is an object, but ${shown(record)} was sent.`);
      continue;
    }
    const next = baseAfter(record, base);
    if (next instanceof Unfit) {
      const reason = `${next.reason} The records after it build on it and are refused, too.`;
      return collector.reject(next.code, index, reason, pack.length - index);
    }
    base = next;
    const unfit = collectRecord(record, index, base, { received, units, collector });
    if (unfit !== undefined) collector.reject(unfit.code, index, unfit.reason);
  }
}

function isRecord(element: unknown): element is SenmlRecord {
  return typeof element === 'object' && element !== null && !Array.isArray(element);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isKnownVersion(version: unknown): boolean {
  return typeof version === 'number' && version <= VERSION;
}

function wrongShape(reason: string): Unfit {
  return new Unfit('payload.wrong-shape', reason);
}

function mustBeUnderstood(field: string): Unfit {
  return new Unfit('payload.unsupported', `The field ${shown(field)} must be understood, and is not (RFC 8428 §4.4).`);
}

function baseAfter(record: SenmlRecord, before: Base): Base | Unfit {
  const unknown = Object.keys(record).find((field) => field.startsWith('b') && field.endsWith('_'));
  if (unknown !== undefined) return mustBeUnderstood(unknown);
  const { bn = before.name, bu = before.unit, bt = before.timeSeconds, bv = before.value } = record;
  if (typeof bn !== 'string') return wrongShape(`"bn" is ${shown(bn)}; a text is wanted.`);
  if (bu !== undefined && typeof bu !== 'string') return wrongShape(`"bu" is ${shown(bu)}; a text is wanted.`);
  if (!isFiniteNumber(bt)) return wrongShape(`"bt" is ${shown(bt)}; a number of seconds is wanted.`);
  if (bv !== undefined && typeof bv !== 'number') return wrongShape(`"bv" is ${shown(bv)}; a number is wanted.`);
  return { name: bn, unit: bu, timeSeconds: bt, value: bv };
}

function collectRecord(
  record: SenmlRecord,
  index: number,
  base: Base,
  { received, units, collector }: PackContext,
): Unfit | undefined {
  const fields = Object.keys(record);
  const unknown = fields.find((field) => field.endsWith('_'));
  if (unknown !== undefined) return mustBeUnderstood(unknown);
  if (fields.every((field) => BASE_FIELDS.has(field))) return undefined; // only sets the base for what follows

  const quantity = quantityOf(record, base);
  if (quantity instanceof Unfit) return quantity;
  const { u = base.unit, t = 0 } = record;
  if (u !== undefined && typeof u !== 'string') return wrongShape(`"u" is ${shown(u)}; a text is wanted.`);
  const unit = u?.normalize('NFC'); // the sign of the ohm is a Greek letter otherwise, and the quantity another one
  const badUnit = unit === undefined ? undefined : problemOfUnit(unit);
  if (badUnit !== undefined) return new Unfit('payload.bad-unit', badUnit);
  if (!isFiniteNumber(t)) return new Unfit('payload.bad-time', `"t" is ${shown(t)}; a number of seconds is wanted.`);
  const value = resolvedValue(record, base);
  if (value instanceof Unfit) return value;

  const tooMany = unit === undefined ? undefined : units.problemOf(quantity, unit);
  if (tooMany !== undefined) return new Unfit('payload.bad-unit', tooMany);

  const time = timeOf(base.timeSeconds + t, received);
  collector.startInstant(time);
  collector.add(index, quantity, unit, value, time);
  return undefined;
}

function quantityOf(record: SenmlRecord, base: Base): string | Unfit {
  const { n = '' } = record;
  if (typeof n !== 'string') return wrongShape(`"n" is ${shown(n)}; a text is wanted.`);
  const name = base.name + n;
  if (!NAME.test(name)) {
    const reason = `The SenML name ${shown(name)} is empty or has other characters than letters, digits and - : . / _`;
    return new Unfit('payload.bad-name', `${reason} (RFC 8428 §4.5.1).`);
  }
  const own = n.replace(/^[-:./_]+/, '');
  return base.name.startsWith(DEVICE_URN) && own !== '' ? own : name;
}

/** The value with the base value added (RFC 8428 §4.5.4); exactly one value field may stand in a record (§4.2). */
function resolvedValue({ v, vs, vb, vd, s }: SenmlRecord, base: Base): number | string | boolean | Unfit {
  const given = [v, vs, vb, vd].filter((value) => value !== undefined);
  if (given.length > 1) return wrongShape('A SenML record has more than one of v, vs, vb and vd (RFC 8428 §4.2).');
  if (vd !== undefined) return new Unfit('payload.unsupported', 'SenML data values (vd) are not supported.');
  if (vs !== undefined) return typeof vs === 'string' ? vs : wrongShape(`"vs" is ${shown(vs)}; a text is wanted.`);
  if (vb !== undefined)
    return typeof vb === 'boolean' ? vb : wrongShape(`"vb" is ${shown(vb)}; true or false is wanted.`);
  if (v !== undefined && typeof v !== 'number') return wrongShape(`"v" is ${shown(v)}; a number is wanted.`);
  if (v !== undefined || base.value !== undefined) return (base.value ?? 0) + (v ?? 0);
  return s === undefined
    ? wrongShape('A SenML record has no value: one of v, vs and vb is wanted.')
    : new Unfit('payload.unsupported', 'SenML sums (s) are supported beside a value only.');
}

/** RFC 8428 §4.5.3: seconds since 1970, or relative to now when below 2^28; 0 is now. */
function timeOf(seconds: number, received: ObservationTime): ObservationTime {
  if (seconds === 0) return received;
  const isRelative = seconds < FIRST_ABSOLUTE_SECONDS;
  const time = claimedTime((isRelative ? received.observedAtMs : 0) + seconds * 1000, received.observedAtMs);
  // It hangs on the reception: of a message that comes again the first reception must count, or it is stored twice.
  return isRelative && time.timeOrigin === 'device' ? { ...time, timeOrigin: 'received' } : time;
}
