import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesBody, SeriesListBody } from '#libs/contracts/http';
import { RemoteView } from '../../../ui/remote-view';
import { When } from '../../../ui/when';
import { numberText, unitOf, useQuantityName } from '../quantity';
import { chartQuery } from '../requests';
import { type Span, spanNames } from '../search';
import { ChartTable } from './chart-table';
import { summaryOf } from './columns';

const Drawing = lazy(() => import('./drawing').then(({ Drawing }) => ({ default: Drawing })));

interface ChartPanelProps {
  readonly deviceId: string;
  readonly quantity: string;
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
  /** Whether the table stands open beside the picture. */
  readonly isTableOpen?: boolean;
}

/** One quantity over a span: the mean as a line, least to greatest as a band, and the same numbers as a table. */
export function ChartPanel({ deviceId, quantity, span, onSpan, isTableOpen = false }: ChartPanelProps) {
  const query = useQuery(chartQuery(deviceId, quantity, span));
  return (
    <div className="chart">
      <SpanChoice span={span} onSpan={onSpan} />
      <RemoteView query={query} loading={<Skeleton height={304} radius={2} />}>
        {(answer) => <Chart answer={answer} span={span} isTableOpen={isTableOpen} />}
      </RemoteView>
    </div>
  );
}

function SpanChoice({ span, onSpan }: Pick<ChartPanelProps, 'span' | 'onSpan'>) {
  const { t } = useTranslation();
  return (
    <fieldset className="chips spans">
      <legend className="away">{t('telemetry.span')}</legend>
      {spanNames.map((name) => (
        <label key={name} className="chip">
          <input type="radio" name="span" className="away" checked={name === span} onChange={() => onSpan(name)} />
          <span>{t(`telemetry.spans.${name}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ChartProps {
  readonly answer: SeriesListBody;
  readonly span: Span;
  readonly isTableOpen: boolean;
}

function Chart({ answer, span, isTableOpen }: ChartProps) {
  const { t } = useTranslation();
  const [point, setPoint] = useState<number>();
  const [series] = answer.series;
  if (!series) return null;
  if (!series.numeric) return <p className="chart-nothing dimmed">{t('telemetry.notNumeric')}</p>;
  if (series.offsets.length === 0) return <p className="chart-nothing dimmed">{t('telemetry.nothingInSpan')}</p>;
  return (
    <>
      <Readout answer={answer} series={series} point={point} />
      <Suspense fallback={<Skeleton height={280} radius={2} />}>
        <Drawing answer={answer} series={series} label={t(`telemetry.spans.${span}`)} onPoint={setPoint} />
      </Suspense>
      <ChartTable answer={answer} series={series} isOpen={isTableOpen} />
    </>
  );
}

interface ReadoutProps {
  readonly answer: SeriesListBody;
  readonly series: SeriesBody;
  /** The bucket that is pointed at; undefined: none is. */
  readonly point: number | undefined;
}

/** What the chart says at the pointer, else of the whole span. */
function Readout({ answer, series, point }: ReadoutProps) {
  const { t, i18n } = useTranslation();
  const nameOf = useQuantityName();
  const { quantity, unit, described, min, avg, max, offsets } = series;
  const text = (value: number) => numberText(value, described, i18n.language);
  const symbol = unitOf(unit, described);
  const summary = summaryOf(series);
  const [least, mean, greatest] = point === undefined ? [] : [min[point], avg[point], max[point]];
  const isPoint = least !== undefined && mean !== undefined && greatest !== undefined;
  const at = new Date(Date.parse(answer.origin) + (offsets[point ?? 0] ?? 0) * 1_000).toISOString();
  return (
    <p className="readout">
      <strong>{nameOf(quantity)}</strong>
      {isPoint ? (
        <>
          <span>
            {t('telemetry.mean', { value: text(mean) })} {symbol}
          </span>
          <span className="dimmed">
            {text(least)}–{text(greatest)} {symbol}, <When at={at} />
          </span>
        </>
      ) : (
        summary && (
          <span className="dimmed">
            {t('telemetry.between', { least: text(summary.least), greatest: text(summary.greatest) })} {symbol}
          </span>
        )
      )}
    </p>
  );
}
