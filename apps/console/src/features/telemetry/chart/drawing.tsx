import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesBody, SeriesListBody } from '#libs/contracts/http';
import { useTimeZone } from '../../../ui/when';
import { numberText, unitOf, useQuantityName } from '../quantity';
import { bucketsOf, columnsOf, summaryOf } from './columns';
import { draw } from './draw';
import { ticksOf } from './ticks';

interface DrawingProps {
  readonly answer: SeriesListBody;
  readonly series: SeriesBody;
  /** The span in words. */
  readonly label: string;
  readonly onPoint: (bucket: number | undefined) => void;
}

/** As wide as the label of a tick with air about it, pixels. */
const TICK = 84;

/** The picture of a chart; its table has the same numbers for who cannot see it. */
export function Drawing({ answer, series, label, onPoint }: DrawingProps) {
  const { t, i18n } = useTranslation();
  const zone = useTimeZone();
  const scheme = useComputedColorScheme('light');
  const nameOf = useQuantityName();
  const host = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsOf(series, answer), [series, answer]);
  useEffect(() => {
    if (!host.current) return;
    const [fromMs, toMs] = [Date.parse(answer.from), Date.parse(answer.to)];
    // Holes stand among the columns, and have no bucket.
    const buckets = bucketsOf(columns.avg);
    host.current.dataset.scheme = scheme;
    return draw(host.current, {
      columns,
      from: fromMs / 1_000,
      to: toMs / 1_000,
      marks: answer.events.map(({ at, kind }) => ({ at: Date.parse(at) / 1_000, kind })),
      ticks: (width) => ticksOf(fromMs, toMs, zone, i18n.language, Math.max(2, Math.floor(width / TICK))),
      valueText: (value) => numberText(value, null, i18n.language),
      onPoint: (index) => onPoint(index === undefined ? undefined : buckets[index]),
    });
  }, [columns, answer, zone, scheme, i18n.language, onPoint]);
  const summary = summaryOf(series);
  const text = (value: number) => numberText(value, series.described, i18n.language);
  return (
    <div
      ref={host}
      className="drawing"
      role="img"
      aria-label={t('telemetry.inWords', {
        quantity: nameOf(series.quantity),
        span: label,
        least: summary ? text(summary.least) : '–',
        greatest: summary ? text(summary.greatest) : '–',
        unit: unitOf(series.unit, series.described),
      })}
    />
  );
}
