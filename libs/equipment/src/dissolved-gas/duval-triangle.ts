import type { DgaFault, DuvalPoint } from '#libs/contracts/http';
import { type GasConcentrations, symbolOf } from './gases.js';
import { whyInsignificant } from './typical-values.js';

/** Where a sample lies in Duval triangle 1. */
export interface DuvalDiagnosis {
  /** Shares in percent of the sum of the three gases; their sum is 100. Null where there is no place. */
  readonly point: DuvalPoint | null;
  /** Null where there is no place, and where no fault gas is above its typical value. */
  readonly zone: DgaFault | null;
  readonly undetermined: string | null;
}

/**
 * Finds the sample's place in Duval triangle 1.
 *
 * Every place lies in a zone; that of gases below their typical values means no fault, so none is named for them.
 *
 * Source: M. Duval, IEEE Electrical Insulation Magazine 18 (3), 2002, 8–17; IEC 60599, annex B; IEEE C57.104-2019.
 */
export function duvalTriangle(gases: GasConcentrations): DuvalDiagnosis {
  const none = (undetermined: string) => ({ point: null, zone: null, undetermined });
  const names = ['methane', 'ethylene', 'acetylene'] as const;
  const missing = names.filter((gas) => (gases[gas] ?? null) === null);
  if (missing.length > 0) {
    return none(`The triangle needs ${missing.map((gas) => symbolOf[gas]).join(', ')}, which was not measured.`);
  }
  const [methane, ethylene, acetylene] = names.map((gas) => gases[gas] ?? 0) as [number, number, number];
  const sum = methane + ethylene + acetylene;
  if (sum === 0) return none('There is no place in the triangle, for CH4, C2H4 and C2H2 are all 0.');
  const share = (value: number) => (100 * value) / sum; // in this order whole percents stay whole
  const point = { methane: share(methane), ethylene: share(ethylene), acetylene: share(acetylene) };
  const insignificant = whyInsignificant(gases);
  return { point, zone: insignificant === null ? duvalZone(point) : null, undetermined: insignificant };
}

/**
 * The zone of a place, by the borders of Duval triangle 1; exactly one for every place.
 *
 * The publications do not say whose a border is. Here it belongs to the side with the larger share it limits (98 %
 * methane is PD, 13 % acetylene D1 or D2, 50 % ethylene T3), so that no place is nobody's.
 */
export function duvalZone({ methane, ethylene, acetylene }: DuvalPoint): DgaFault {
  if (methane >= 98) return 'PD';
  if (acetylene < 4 && ethylene < 50) return ethylene < 20 ? 'T1' : 'T2';
  if (acetylene < 15 && ethylene >= 50) return 'T3';
  if (acetylene >= 13 && ethylene < 23) return 'D1';
  if (acetylene >= 13 && ethylene < 40) return 'D2';
  if (acetylene >= 29) return 'D2';
  return 'DT';
}
