import type { DgaGas } from '#libs/contracts/http';
import { DAY_MS } from '#libs/kernel';
import { dgaGases, type GasConcentrations } from './gases.js';

/** The gases of a sample, with when it was drawn. */
export interface GasSample {
  readonly sampledAt: Date;
  readonly gases: GasConcentrations;
}

/** Change of one gas, µL/L; negative when it fell. */
export interface GasRate {
  readonly gas: DgaGas;
  readonly perDay: number;
  readonly perYear: number;
  /** µL/L a year; null where the source has none. */
  readonly limitPerYear: number | null;
  /** Null: not judged, for there is no limit. */
  readonly isHigh: boolean | null;
}

/** Changes since the sample before. */
export interface GasRates {
  readonly since: Date;
  readonly days: number;
  /** Those that both samples have. */
  readonly gases: readonly GasRate[];
  /** Why no rate but that of acetylene is judged. */
  readonly undetermined: string | null;
}

/** Of the Julian year, as IEC 80000-3 has it. */
const DAYS_A_YEAR = 365.25;
const DAYS_A_MONTH = DAYS_A_YEAR / 12;

/** Spans for which there are limits, in months: IEEE C57.104-2019, table 4. Shorter ones magnify errors of the laboratory. */
const spanMonths = { shortest: 4, longer: 10, longest: 24 } as const;

type Limits = Readonly<Partial<Record<DgaGas, number>>>;

/**
 * 95 % of the rates of transformers in service are below, µL/L a year, by the ratio O2/N2 and the span.
 *
 * IEEE C57.104-2019, table 4. Of acetylene it says that any rise is high. The standard was not at hand: the table was
 * compared with an independent copy.
 */
const limits: Readonly<Record<'sealed' | 'open', Readonly<Record<'short' | 'long', Limits>>>> = {
  /** O2/N2 up to 0.2. */
  sealed: {
    short: {
      hydrogen: 50,
      methane: 15,
      ethane: 15,
      ethylene: 10,
      acetylene: 0,
      carbonMonoxide: 200,
      carbonDioxide: 1750,
    },
    long: { hydrogen: 20, methane: 10, ethane: 9, ethylene: 7, acetylene: 0, carbonMonoxide: 100, carbonDioxide: 1000 },
  },
  /** O2/N2 above 0.2, or unknown: the lower limits. */
  open: {
    short: { hydrogen: 25, methane: 4, ethane: 3, ethylene: 7, acetylene: 0, carbonMonoxide: 100, carbonDioxide: 1000 },
    long: { hydrogen: 10, methane: 3, ethane: 2, ethylene: 5, acetylene: 0, carbonMonoxide: 80, carbonDioxide: 800 },
  },
};

/** Limits that do not depend on the span: of acetylene any rise is high, however fast it came. */
const anySpan: Limits = { acetylene: 0 };

/** O2/N2 up to which a transformer counts as sealed (IEEE C57.104-2019, 6.1). */
const SEALED_RATIO = 0.2;

/**
 * How fast gases changed between two samples, and whether that is faster than usual.
 *
 * Any rise of acetylene is high; other rates are judged only over 4 to 24 months. Laxer than IEEE C57.104-2019, which fits a line to 3 to 6 samples: two
 * samples show the same change with more noise, so a high rate is a reason to draw another sample, no alarm.
 *
 * @param before drawn earlier than `sample`
 */
export function gasRates(sample: GasSample, before: GasSample): GasRates {
  const days = (sample.sampledAt.getTime() - before.sampledAt.getTime()) / DAY_MS;
  const months = days / DAYS_A_MONTH;
  const limitsNow = limitsFor(sample.gases, months);
  const gases = dgaGases.flatMap((gas): GasRate[] => {
    const [now, then] = [sample.gases[gas] ?? null, before.gases[gas] ?? null];
    if (now === null || then === null) return [];
    const perDay = (now - then) / days;
    const perYear = perDay * DAYS_A_YEAR;
    const limitPerYear = limitsNow?.[gas] ?? anySpan[gas] ?? null;
    return [{ gas, perDay, perYear, limitPerYear, isHigh: limitPerYear === null ? null : perYear > limitPerYear }];
  });
  return { since: before.sampledAt, days, gases, undetermined: limitsNow ? null : whyNotJudged(months) };
}

function limitsFor(gases: GasConcentrations, months: number): Limits | undefined {
  if (months < spanMonths.shortest || months > spanMonths.longest) return undefined;
  const [oxygen, nitrogen] = [gases.oxygen ?? null, gases.nitrogen ?? null];
  const isSealed = oxygen !== null && nitrogen !== null && nitrogen > 0 && oxygen / nitrogen <= SEALED_RATIO;
  return limits[isSealed ? 'sealed' : 'open'][months < spanMonths.longer ? 'short' : 'long'];
}

function whyNotJudged(months: number): string {
  const { shortest, longest } = spanMonths;
  const span = `The samples are ${months.toFixed(1)} months apart`;
  return `${span}, but rates other than a rise of C2H2 are judged over ${shortest} to ${longest} months only (IEEE C57.104-2019, table 4).`;
}
