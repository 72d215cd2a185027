import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ageFormat, dateFormat } from './formats';
import { useNow } from './now';

const TimeZone = createContext<string | undefined>(undefined);

interface TimeZoneOfPageProps {
  /** IANA name; null: that of the browser. */
  readonly zone: string | null;
  readonly children: ReactNode;
}

/** The one time zone of all times on a page. */
export function TimeZoneOfPage({ zone, children }: TimeZoneOfPageProps) {
  const { i18n } = useTranslation();
  const timeZone = zone ?? undefined;
  useEffect(() => {
    // The first format of a zone reads all its names: made now, it is not in the way when what is to be written has come.
    const timer = setTimeout(() => dateFormat(i18n.language, { ...MINUTE, ...zoned(timeZone) }).format());
    return () => clearTimeout(timer);
  }, [i18n.language, timeZone]);
  return <TimeZone value={timeZone}>{children}</TimeZone>;
}

/** IANA name of the time zone of the page; where none was chosen, that of the browser. */
export const useTimeZone = () => useContext(TimeZone) ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;

interface InstantProps {
  /** RFC 3339, as the API answers it. */
  readonly at: string;
}

const DAY = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const MINUTE = { ...DAY, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;

const precisions = { day: DAY, minute: MINUTE, second: { ...MINUTE, second: '2-digit' } } as const;

/** An instant in local time with its zone; UTC shows on hover. */
export function When({
  at,
  precision = 'minute',
}: InstantProps & { readonly precision?: 'second' | 'minute' | 'day' }) {
  const { i18n } = useTranslation();
  const timeZone = useContext(TimeZone);
  const format = dateFormat(i18n.language, { ...precisions[precision], ...zoned(timeZone) });
  return (
    <time dateTime={at} title={inUtc(at)}>
      {format.format(new Date(at))}
    </time>
  );
}

/** A calendar date, which has no time and so no zone. @param date such as `2026-11-21` */
export function Day({ date }: { readonly date: string }) {
  const { i18n } = useTranslation();
  return <time dateTime={date}>{dateFormat(i18n.language, { ...DAY, timeZone: 'UTC' }).format(new Date(date))}</time>;
}

/** How long ago an instant was, in the largest whole unit; the instant itself shows on hover. */
export function Ago({ at }: InstantProps) {
  const { i18n } = useTranslation();
  const timeZone = useContext(TimeZone);
  const now = useNow();
  const title = dateFormat(i18n.language, { ...precisions.second, ...zoned(timeZone) });
  return (
    <time dateTime={at} title={`${title.format(new Date(at))} = ${inUtc(at)}`}>
      {age(new Date(at), now, i18n.language)}
    </time>
  );
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The age of an instant in words, such as `4 min ago`; what lies ahead by a clock's difference is now. */
export function age(at: Date, now: Date, locale: string): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 1000));
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['second', 1];
  return ageFormat(locale).format(-Math.floor(seconds / length), unit);
}

const inUtc = (at: string) => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const zoned = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone });
