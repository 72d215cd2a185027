import type { DgaGas } from '#libs/contracts/http';

/** Concentrations of gases dissolved in oil, µL/L at 20 °C and 101.3 kPa as IEC 60567 has them; absent: not measured. */
export type GasConcentrations = Readonly<Partial<Record<DgaGas, number | null>>>;

/** In the order of tables. */
export const dgaGases = [
  'hydrogen',
  'methane',
  'ethane',
  'ethylene',
  'acetylene',
  'carbonMonoxide',
  'carbonDioxide',
  'oxygen',
  'nitrogen',
] as const satisfies readonly DgaGas[];

export const symbolOf: Readonly<Record<DgaGas, string>> = {
  hydrogen: 'H2',
  methane: 'CH4',
  ethane: 'C2H6',
  ethylene: 'C2H4',
  acetylene: 'C2H2',
  carbonMonoxide: 'CO',
  carbonDioxide: 'CO2',
  oxygen: 'O2',
  nitrogen: 'N2',
};

/** The quotient of two gases, or why there is none. */
export type GasRatio =
  | { readonly value: number; readonly undetermined?: undefined }
  | { readonly value: null; readonly undetermined: string };

export function ratioOf(gases: GasConcentrations, over: DgaGas, under: DgaGas): GasRatio {
  const name = `${symbolOf[over]}/${symbolOf[under]}`;
  const [numerator, denominator] = [gases[over] ?? null, gases[under] ?? null];
  if (numerator === null || denominator === null) {
    const missing = numerator === null ? over : under;
    return { value: null, undetermined: `${name} needs ${symbolOf[missing]}, which was not measured.` };
  }
  if (denominator === 0) return { value: null, undetermined: `${name} has no value, for ${symbolOf[under]} is 0.` };
  const value = numerator / denominator;
  if (Number.isFinite(value)) return { value };
  return { value: null, undetermined: `${name} has no value, for ${symbolOf[under]} is as good as 0.` };
}
