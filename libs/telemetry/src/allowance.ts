/** Devices whose use is counted at once; more are not held back. */
const MAXIMUM_DEVICES = 100_000;

/** What each device may use of something within a span of time; bounds what one broken device can fill. */
export class Allowance {
  private readonly used = new Map<number, number>();
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
  take(deviceKey: number, amount: number, atMs: number): boolean {
    const span = Math.floor(atMs / this.spanMs);
    if (span !== this.span) {
      this.used.clear();
      this.span = span;
    }
    const used = (this.used.get(deviceKey) ?? 0) + amount;
    if (used > this.amount) return false;
    if (this.used.size < MAXIMUM_DEVICES || this.used.has(deviceKey)) this.used.set(deviceKey, used);
    return true;
  }
}

/** What a device may do to tables that everybody shares. */
export interface Allowances {
  /** Names (with units) of quantities that this process did not know. */
  readonly newQuantities: Allowance;
  /** Bytes of rejected payloads that are kept. */
  readonly rejectedBytes: Allowance;
}

/** New names a day: a device that puts a counter or a time into its names would make a quantity of each message. */
export const NEW_QUANTITIES_A_DAY = 5_000;
/** Kept bytes a minute: enough to see what is wrong, too little to fill a disk. */
export const REJECTED_BYTES_A_MINUTE = 512 * 1024;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What devices of a platform may do. */
export const usualAllowances = (): Allowances => ({
  newQuantities: new Allowance(NEW_QUANTITIES_A_DAY, DAY_MS),
  rejectedBytes: new Allowance(REJECTED_BYTES_A_MINUTE, MINUTE_MS),
});

/** Without bounds, for what is only rehearsed. */
export const noBounds: Allowances = Object.freeze({
  newQuantities: new Allowance(Number.POSITIVE_INFINITY, DAY_MS),
  rejectedBytes: new Allowance(Number.POSITIVE_INFINITY, MINUTE_MS),
});
