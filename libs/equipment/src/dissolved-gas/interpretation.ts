import { type AuxiliaryRatio, auxiliaryRatios } from './auxiliary-ratios.js';
import { type BasicRatios, basicRatios } from './basic-ratios.js';
import { type DuvalDiagnosis, duvalTriangle } from './duval-triangle.js';
import { type GasRates, type GasSample, gasRates } from './rates.js';
import { comparedWithTypical, isSignificant, type TypicalComparison } from './typical-values.js';

/** What the gases of one sample say (dissolved gas analysis). */
export interface DgaInterpretation {
  /** Whether a fault gas is above its typical value; unless it is, no fault is named. Null: not all were measured. */
  readonly isSignificant: boolean | null;
  readonly typical: readonly TypicalComparison[];
  readonly ratios: BasicRatios;
  readonly auxiliary: readonly AuxiliaryRatio[];
  readonly duval: DuvalDiagnosis;
  /** Null for the first sample. */
  readonly rates: GasRates | null;
}

/** Interprets a sample, on its own and against the one before. Pure: nothing of it is stored. */
export function interpretDissolvedGases(sample: GasSample, before: GasSample | null): DgaInterpretation {
  const { gases } = sample;
  return {
    isSignificant: isSignificant(gases),
    typical: comparedWithTypical(gases),
    ratios: basicRatios(gases),
    auxiliary: auxiliaryRatios(gases),
    duval: duvalTriangle(gases),
    rates: before && gasRates(sample, before),
  };
}
