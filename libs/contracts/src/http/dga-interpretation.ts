import { z } from 'zod';
import { timestamp } from './text.js';

/** Faults that gases in oil tell apart (IEC 60599:2022, clause 5; DT stands in the triangle alone). */
export const dgaFault = z
  .enum(['PD', 'D1', 'D2', 'DT', 'T1', 'T2', 'T3'])
  .describe(
    'PD partial discharges; D1, D2 discharges of low and high energy; T1, T2, T3 thermal faults below 300 °C, up to 700 °C, above; DT discharges with a thermal fault.',
  );
export type DgaFault = z.infer<typeof dgaFault>;

/** Gases by the names of the measurement's fields. */
export const dgaGas = z.enum([
  'hydrogen',
  'methane',
  'ethane',
  'ethylene',
  'acetylene',
  'carbonMonoxide',
  'carbonDioxide',
  'oxygen',
  'nitrogen',
]);
export type DgaGas = z.infer<typeof dgaGas>;

const ratio = z.number().nullable().describe('Null where a gas is missing or the lower one is 0.');
const undetermined = z.string().nullable().describe('Why it cannot be said, in a sentence; null when it can.');
const percent = z.number().min(0).max(100);

/** What the gases of one sample say; each part names its source. Guidance for who knows the machine, no verdict. */
export const dgaInterpretation = z
  .object({
    isSignificant: z
      .boolean()
      .nullable()
      .describe(
        'At least one fault gas is above the lower end of its typical range; unless it is, no fault is named. Null: none that was measured is, and not all were.',
      ),
    typical: z
      .array(
        z.object({
          gas: dgaGas,
          value: z.number(),
          lower: z.number(),
          upper: z.number(),
          standing: z.enum(['below', 'within', 'above']),
        }),
      )
      .describe('Against the ranges of 90 % typical concentrations of power transformers, µL/L (IEC 60599, annex A).'),
    ratios: z
      .object({
        acetyleneToEthylene: ratio,
        methaneToHydrogen: ratio,
        ethyleneToEthane: ratio,
        faults: z.array(dgaFault).describe('All that fit; none when undetermined.'),
        undetermined,
      })
      .describe('Basic gas ratios (IEC 60599, table 1).'),
    auxiliary: z
      .array(
        z.object({
          ratio: z.enum(['CO2/CO', 'O2/N2', 'C2H2/H2']),
          value: z.number(),
          finding: z.string().nullable().describe('A permanent code; null when the ratio says nothing.'),
          text: z.string().nullable(),
        }),
      )
      .describe('Further ratios (IEC 60599, 5.5 to 5.7).'),
    duval: z
      .object({
        point: z.object({ methane: percent, ethylene: percent, acetylene: percent }).nullable(),
        zone: dgaFault.nullable().describe('Null where isSignificant is not true, too.'),
        undetermined,
      })
      .describe('Duval triangle 1: shares of the three gases in percent of their sum, and the zone.'),
    rates: z
      .object({
        since: timestamp.describe('The sample before that has gases.'),
        days: z.number(),
        gases: z.array(
          z.object({
            gas: dgaGas,
            perDay: z.number(),
            perYear: z.number(),
            limitPerYear: z.number().nullable().describe('Null where the source has none for this gas or span.'),
            isHigh: z.boolean().nullable().describe('Null: not judged. Any rise of acetylene is high.'),
          }),
        ),
        undetermined: z
          .string()
          .nullable()
          .describe('Why no rate but that of acetylene is judged; null when they are.'),
      })
      .nullable()
      .describe('Change since the sample before, µL/L; null for the first one.'),
  })
  .meta({ id: 'DgaInterpretation' });
