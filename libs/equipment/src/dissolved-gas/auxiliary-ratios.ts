import { type GasConcentrations, ratioOf } from './gases.js';
import { isAboveTypical } from './typical-values.js';

/** A ratio beside the basic ones, with what it says, if anything. */
export interface AuxiliaryRatio {
  readonly ratio: 'CO2/CO' | 'O2/N2' | 'C2H2/H2';
  readonly value: number;
  readonly finding: AuxiliaryFinding | null;
  /** The finding in a sentence. */
  readonly text: string | null;
}

export type AuxiliaryFinding = keyof typeof findings;

const findings = {
  'paper-in-fault':
    'CO2/CO is below 3 with CO above 1000 µL/L: paper is probably part of the fault, and may be carbonized.',
  'paper-warm':
    'CO2/CO is above 10 with CO2 above 10 000 µL/L: mild overheating of paper (below 160 °C) or oxidation of oil, above all in open transformers.',
  'oxygen-consumed':
    'O2/N2 is below 0.3: oxygen is consumed faster than it comes in, unless the transformer is sealed.',
  'tap-changer-gas':
    'C2H2/H2 is above 2 with C2H2 above its typical value: gas of the on-load tap changer may have come into the main tank, so acetylene here may mean no fault.',
} as const;

/** Limits of IEC 60599; concentrations in µL/L. */
const limits = {
  /** IEC 60599:2015, 5.5. */
  paperInFault: { ratioBelow: 3, carbonMonoxideAbove: 1000 },
  /** IEC 60599:2015, 5.5. */
  paperWarm: { ratioAbove: 10, carbonDioxideAbove: 10_000 },
  /** IEC 60599:2015, 5.6; air dissolved in oil at equilibrium has 0.5. */
  oxygenConsumed: { ratioBelow: 0.3 },
  /** IEC 60599:2015, 5.7 says "higher than 2 to 3"; the lower one counts here. Of traces a ratio says nothing. */
  tapChanger: { ratioAbove: 2 },
} as const;

/**
 * CO2/CO for paper, O2/N2 for oxidation and C2H2/H2 for gas of the tap changer, those that can be formed.
 *
 * IEC 60599:2015, 5.5 to 5.7. The standard was not at hand: limits of CO2/CO and O2/N2 were compared with an independent
 * copy, that of C2H2/H2 could not be.
 */
export function auxiliaryRatios(gases: GasConcentrations): readonly AuxiliaryRatio[] {
  const carbon = ratioOf(gases, 'carbonDioxide', 'carbonMonoxide').value;
  const air = ratioOf(gases, 'oxygen', 'nitrogen').value;
  const tapChanger = ratioOf(gases, 'acetylene', 'hydrogen').value;
  return [
    ...(carbon === null ? [] : [found('CO2/CO', carbon, paperFinding(carbon, gases))]),
    ...(air === null ? [] : [found('O2/N2', air, air < limits.oxygenConsumed.ratioBelow ? 'oxygen-consumed' : null)]),
    ...(tapChanger === null
      ? []
      : [found('C2H2/H2', tapChanger, isFromTapChanger(tapChanger, gases) ? 'tap-changer-gas' : null)]),
  ];
}

const isFromTapChanger = (ratio: number, gases: GasConcentrations) =>
  ratio > limits.tapChanger.ratioAbove && isAboveTypical(gases, 'acetylene');

function paperFinding(ratio: number, gases: GasConcentrations): AuxiliaryFinding | null {
  const { paperInFault, paperWarm } = limits;
  if (ratio < paperInFault.ratioBelow && (gases.carbonMonoxide ?? 0) > paperInFault.carbonMonoxideAbove) {
    return 'paper-in-fault';
  }
  const isWarm = ratio > paperWarm.ratioAbove && (gases.carbonDioxide ?? 0) > paperWarm.carbonDioxideAbove;
  return isWarm ? 'paper-warm' : null;
}

const found = (ratio: AuxiliaryRatio['ratio'], value: number, finding: AuxiliaryFinding | null): AuxiliaryRatio => ({
  ratio,
  value,
  finding,
  text: finding === null ? null : findings[finding],
});
