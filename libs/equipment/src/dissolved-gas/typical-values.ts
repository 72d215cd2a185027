import type { DgaGas } from '#libs/contracts/http';
import { dgaGases, type GasConcentrations, symbolOf } from './gases.js';

/** A range in µL/L, both ends included. */
export interface TypicalRange {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Ranges of 90 % typical concentrations of power transformers without a communicating on-load tap changer, µL/L.
 *
 * IEC 60599 (2007 amendment, 2015 and 2022), annex A, table A.2: 90 % of healthy transformers of a network lie below a
 * value that differs from network to network and lies in this range. With an on-load tap changer whose oil communicates
 * with the main tank, acetylene is usual up to 60 to 280 µL/L; the platform does not know that of an asset, so it takes
 * the stricter one. The standard was not at hand: the ranges were compared with independent copies.
 */
export const typicalRanges = {
  hydrogen: { lower: 50, upper: 150 },
  methane: { lower: 30, upper: 130 },
  ethane: { lower: 20, upper: 90 },
  ethylene: { lower: 60, upper: 280 },
  acetylene: { lower: 2, upper: 20 },
  carbonMonoxide: { lower: 400, upper: 600 },
  carbonDioxide: { lower: 3800, upper: 14_000 },
} as const satisfies Partial<Record<DgaGas, TypicalRange>>;

/** Gases that faults make of oil; those of paper and air say nothing of a fault alone. */
const faultGases = ['hydrogen', 'methane', 'ethane', 'ethylene', 'acetylene'] as const;

/** One gas against its range. */
export interface TypicalComparison extends TypicalRange {
  readonly gas: DgaGas;
  readonly value: number;
  readonly standing: 'below' | 'within' | 'above';
}

/** Compares what was measured; gases without a range are left out. */
export function comparedWithTypical(gases: GasConcentrations): readonly TypicalComparison[] {
  return dgaGases.flatMap((gas) => {
    const value = gases[gas] ?? null;
    const range: TypicalRange | undefined =
      gas in typicalRanges ? typicalRanges[gas as keyof typeof typicalRanges] : undefined;
    if (value === null || range === undefined) return [];
    const standing = value > range.upper ? 'above' : value < range.lower ? 'below' : 'within';
    return [{ gas, value, ...range, standing }];
  });
}

/**
 * Whether ratios of these gases can mean a fault: at least one fault gas is above its typical value. Null: none that was
 * measured is, and not all were measured.
 *
 * IEC 60599, 5.4: ratios are to be calculated only then. As the typical value is a network's own, the lower end of the
 * range counts: rather a ratio too many than a fault unseen.
 */
export function isSignificant(gases: GasConcentrations): boolean | null {
  if (faultGases.some((gas) => isAboveTypical(gases, gas))) return true;
  return unmeasured(gases).length === 0 ? false : null;
}

/** Whether a gas is above the lower end of its typical range. */
export const isAboveTypical = (gases: GasConcentrations, gas: (typeof faultGases)[number]): boolean =>
  (gases[gas] ?? 0) > typicalRanges[gas].lower;

/** Why no fault is named for these gases, in a sentence; null: they are significant. */
export function whyInsignificant(gases: GasConcentrations): string | null {
  if (isSignificant(gases) === true) return null;
  const none = 'is above the lower end of its typical range, so no fault is named.';
  const missing = unmeasured(gases).map((gas) => symbolOf[gas]);
  if (missing.length === 0) return `No fault gas ${none}`;
  return `No fault gas that was measured ${none} ${missing.join(', ')} ${missing.length === 1 ? 'was' : 'were'} not measured.`;
}

const unmeasured = (gases: GasConcentrations) => faultGases.filter((gas) => (gases[gas] ?? null) === null);
