import type { i18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { QuantityDescription } from '#libs/contracts/http';
import { numberFormat } from '../../ui/formats';

/** How units of SenML (RFC 8428 §12.1) are written for people, where that is not the symbol itself. */
const written: Readonly<Record<string, string>> = { Cel: '°C', '%RH': '% RH', '/': '', Ohm: 'Ω', m3: 'm³', m2: 'm²' };
/** Digits of a number that nobody described. */
const USUAL_DECIMALS = 3;

/** A unit as people write it; empty where there is none. */
export const unitOf = (unit: string | null, described: QuantityDescription | null): string => {
  const symbol = unit ?? described?.unit ?? '';
  return written[symbol] ?? symbol;
};

/** A number with as many digits as are worth showing. */
export const numberText = (value: number, described: QuantityDescription | null, locale: string): string =>
  numberFormat(locale, {
    maximumFractionDigits: described?.decimals ?? USUAL_DECIMALS,
    minimumFractionDigits: described?.decimals ?? 0,
  }).format(value);

/** The name of a quantity in the reader's language; that of the device where nobody described it. */
function quantityName(name: string, { language, getResource }: Pick<i18n, 'language' | 'getResource'>): string {
  const known: unknown = getResource(language, 'translation', `telemetry.quantities.${name}`);
  return typeof known === 'string' ? known : name;
}

/** Whether a value lies outside of its limits. */
export function outside(value: unknown, described: QuantityDescription | null): 'low' | 'high' | undefined {
  if (typeof value !== 'number' || !described) return undefined;
  if (described.low !== null && value < described.low) return 'low';
  return described.high !== null && value > described.high ? 'high' : undefined;
}

/** Writes any value that a device can send. */
export function useValueText() {
  const { t, i18n } = useTranslation();
  return (value: unknown, described: QuantityDescription | null): string => {
    if (typeof value === 'number') return numberText(value, described, i18n.language);
    if (typeof value === 'boolean') return t(value ? 'telemetry.yes' : 'telemetry.no');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}

/** Names quantities in the reader's language. */
export function useQuantityName() {
  const { i18n } = useTranslation();
  return (name: string) => quantityName(name, { language: i18n.language, getResource: i18n.getResource.bind(i18n) });
}
