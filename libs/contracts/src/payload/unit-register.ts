import { payloadLimits } from './limits.js';
import { shown } from './rejection.js';

/** The units each quantity of one message has, so that a counter in a unit's place makes no quantity of each record. */
export class UnitRegister {
  private readonly unitsOf = new Map<string, Set<string>>();

  /** Notes a unit of a quantity. @returns why there is no room for it, if so */
  problemOf(quantity: string, unit: string): string | undefined {
    const most = payloadLimits.unitsPerQuantity;
    const units = this.unitsOf.get(quantity) ?? new Set();
    if (!units.has(unit) && units.size === most) {
      return `${shown(quantity)} has ${most} units in this message already; ${shown(unit)} would be one more. One is usual.`;
    }
    this.unitsOf.set(quantity, units.add(unit));
    return undefined;
  }
}
