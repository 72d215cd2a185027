import type { DgaFault } from '#libs/contracts/http';
import { type GasConcentrations, type GasRatio, ratioOf } from './gases.js';
import { whyInsignificant } from './typical-values.js';

type RatioFault = Exclude<DgaFault, 'DT'>;

/** What the basic gas ratios say. */
export interface BasicRatios {
  readonly acetyleneToEthylene: number | null;
  readonly methaneToHydrogen: number | null;
  readonly ethyleneToEthane: number | null;
  /** All that fit: D1 and D2 overlap. Empty when undetermined. */
  readonly faults: readonly RatioFault[];
  readonly undetermined: string | null;
}

type Condition = (ratio: number) => boolean;
const above =
  (limit: number): Condition =>
  (ratio) =>
    ratio > limit;
const below =
  (limit: number): Condition =>
  (ratio) =>
    ratio < limit;
const from =
  (lower: number, upper: number): Condition =>
  (ratio) =>
    ratio >= lower && ratio <= upper;

interface Row {
  readonly fault: RatioFault;
  /** C2H2/C2H4; null: not significant, whatever the value. */
  readonly acetyleneToEthylene: Condition | null;
  /** CH4/H2. */
  readonly methaneToHydrogen: Condition;
  /** C2H4/C2H6. */
  readonly ethyleneToEthane: Condition;
}

/**
 * IEC 60599:2015 (and 2022), table 1; the same in the first edition, 1999, and in M. Duval and A. dePablo, IEEE Electrical
 * Insulation Magazine 17 (2), 2001, table 1. Ranges include both ends, as the table writes them.
 *
 * Stricter than the table in one place: of T1 it says that CH4/H2 is above 1 "but not significant". Here it must be above
 * 1, so that T1 never rests on one ratio alone.
 */
const table: readonly Row[] = [
  { fault: 'PD', acetyleneToEthylene: null, methaneToHydrogen: below(0.1), ethyleneToEthane: below(0.2) },
  { fault: 'D1', acetyleneToEthylene: above(1), methaneToHydrogen: from(0.1, 0.5), ethyleneToEthane: above(1) },
  { fault: 'D2', acetyleneToEthylene: from(0.6, 2.5), methaneToHydrogen: from(0.1, 1), ethyleneToEthane: above(2) },
  { fault: 'T1', acetyleneToEthylene: null, methaneToHydrogen: above(1), ethyleneToEthane: below(1) },
  { fault: 'T2', acetyleneToEthylene: below(0.1), methaneToHydrogen: above(1), ethyleneToEthane: from(1, 4) },
  { fault: 'T3', acetyleneToEthylene: below(0.2), methaneToHydrogen: above(1), ethyleneToEthane: above(4) },
];

/**
 * Tells the fault by the three basic gas ratios C2H2/C2H4, CH4/H2 and C2H4/C2H6.
 *
 * A ratio that has no value can still leave one fault, as the table does not ask for every ratio of each; a condition on
 * it is never met.
 */
export function basicRatios(gases: GasConcentrations): BasicRatios {
  const ratios = {
    acetyleneToEthylene: ratioOf(gases, 'acetylene', 'ethylene'),
    methaneToHydrogen: ratioOf(gases, 'methane', 'hydrogen'),
    ethyleneToEthane: ratioOf(gases, 'ethylene', 'ethane'),
  };
  const values = {
    acetyleneToEthylene: ratios.acetyleneToEthylene.value,
    methaneToHydrogen: ratios.methaneToHydrogen.value,
    ethyleneToEthane: ratios.ethyleneToEthane.value,
  };
  const insignificant = whyInsignificant(gases);
  if (insignificant !== null) return { ...values, faults: [], undetermined: insignificant };
  const faults = table.filter((row) => fits(row, ratios)).map(({ fault }) => fault);
  return { ...values, faults, undetermined: faults.length > 0 ? null : whyNone(Object.values(ratios)) };
}

function fits(row: Row, ratios: Readonly<Record<keyof Omit<Row, 'fault'>, GasRatio>>): boolean {
  const meets = (ratio: GasRatio, condition: Condition | null) =>
    condition === null || (ratio.value !== null && condition(ratio.value));
  return (
    meets(ratios.acetyleneToEthylene, row.acetyleneToEthylene) &&
    meets(ratios.methaneToHydrogen, row.methaneToHydrogen) &&
    meets(ratios.ethyleneToEthane, row.ethyleneToEthane)
  );
}

function whyNone(ratios: readonly GasRatio[]): string {
  const reasons = ratios.flatMap(({ undetermined }) => undetermined ?? []);
  if (reasons.length > 0) return reasons.join(' ');
  return 'The ratios fit none of the six faults: there may be several at once. Look at the Duval triangle.';
}
