import { type Clock, DAY_MS, systemClock } from '#libs/kernel';
import { DayAllowance, MINUTE_MS, PAST_DAYS_A_MINUTE } from './day-allowance.js';

/** Devices, or names of devices, whose use is counted at once; what comes beyond is not held back, so that nobody blocks others. */
const MAXIMUM_KEYS = 100_000;

/** What each device (or quantity of one) may use of something within a span of time; bounds what one can fill. */
export class Allowance<Key extends number | string = number> {
  private readonly used = new Map<Key, number>();
  private span = 0;

  /**
   * @param amount of each device in each span
   * @param spanMs spans follow one another, beginning with 1970
   */
  constructor(
    private readonly amount: number,
    private readonly spanMs: number,
  ) {}

  /** Uses some of it. @returns whether it was there; if not, nothing is used */
  take(key: Key, amount: number, atMs: number): boolean {
    const span = Math.floor(atMs / this.spanMs);
    // A message that comes again counts as of its first reception: that must not begin an old span anew.
    if (span > this.span) {
      this.used.clear();
      this.span = span;
    }
    const used = (this.used.get(key) ?? 0) + amount;
    if (used > this.amount) return false;
    if (this.used.size < MAXIMUM_KEYS || this.used.has(key)) this.used.set(key, used);
    return true;
  }
}

const ANY_DAYS = new DayAllowance(Number.POSITIVE_INFINITY, systemClock);

/** What a device may do to tables that everybody shares. */
export class Allowances {
  constructor(
    /** Names (with units) of quantities that this process did not know. */
    readonly newQuantities: Allowance,
    /** Units that this process did not know, of each name of a device; keyed by {@link unitKey}. */
    readonly newUnits: Allowance<string>,
    /** Past days that readings and positions are stored under. */
    readonly pastDays: DayAllowance,
    /** Bytes of rejected payloads that are kept. */
    readonly rejectedBytes: Allowance,
  ) {}

  /** For messages that were let in before: they wait for nothing a second time. */
  ofAdmitted(): Allowances {
    return new Allowances(this.newQuantities, this.newUnits, ANY_DAYS, this.rejectedBytes);
  }
}

/** New names a day: a device that puts a counter or a time into its names would make a quantity of each message. */
export const NEW_QUANTITIES_A_DAY = 5_000;
/** New units of one name a day: one is usual, and every further one makes looking for the name dearer. */
export const NEW_UNITS_A_DAY = 8;
/** Kept bytes a minute: enough to see what is wrong, too little to fill a disk. */
export const REJECTED_BYTES_A_MINUTE = 512 * 1024;

/** Names one quantity of one device in {@link Allowances.newUnits}. */
export const unitKey = (deviceKey: number, name: string): string => `${deviceKey} ${name}`;

/** What devices of a platform may do. */
export const usualAllowances = (clock: Clock): Allowances =>
  new Allowances(
    new Allowance(NEW_QUANTITIES_A_DAY, DAY_MS),
    new Allowance(NEW_UNITS_A_DAY, DAY_MS),
    new DayAllowance(PAST_DAYS_A_MINUTE, clock),
    new Allowance(REJECTED_BYTES_A_MINUTE, MINUTE_MS),
  );

const unbounded = () => new Allowance<never>(Number.POSITIVE_INFINITY, DAY_MS);

/** Without bounds, for what is only tried out. */
export const noBounds = new Allowances(unbounded(), unbounded(), ANY_DAYS, unbounded());
