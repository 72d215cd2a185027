import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type DgaFault, type DuvalPoint, duvalTriangleZones, type OfflineMeasurementBody } from '#libs/contracts/http';
import { When } from '../../../ui/when';
import { middleOf, type Place, placeOf, polygonOf, SIDE } from './geometry';

/** Room around the triangle for its scales, in units of the drawing. */
const VIEW = '-3 -7 107 108';
const BASE = Math.sqrt(0.75) * SIDE;
const scale = [20, 40, 60, 80] as const;

/** Zones too small for their name have it beside the triangle. */
const nameBeside: Partial<Record<DgaFault, Place>> = {
  PD: { x: 53.5, y: -1.5 },
  T1: { x: 59.5, y: 8.5 },
  T2: { x: 68.5, y: 26 },
};

const zones = Object.entries(duvalTriangleZones) as [DgaFault, readonly DuvalPoint[]][];

interface DuvalTriangleProps {
  /** Newest first, as far as they have a place. */
  readonly samples: readonly OfflineMeasurementBody[];
  readonly chosen: OfflineMeasurementBody;
}

/** Duval triangle 1 with the chosen sample, the way there, and the same as a table. */
export function DuvalTriangle({ samples, chosen }: DuvalTriangleProps) {
  const { t } = useTranslation();
  const placed = samples.filter(({ interpretation }) => interpretation.duval.point !== null);
  const { point, zone } = chosen.interpretation.duval;
  const described = useId();
  return (
    <figure className="duval">
      <svg viewBox={VIEW} role="img" aria-labelledby={described}>
        <title id={described}>{describe()}</title>
        {zones.map(([name, corners]) => (
          <polygon
            key={name}
            points={polygonOf(corners)}
            className="duval-zone"
            data-named={name === zone || undefined}
          />
        ))}
        {scale.map((percent) => (
          <Ticks key={percent} percent={percent} />
        ))}
        <Axes />
        {zones.map(([name, corners]) => {
          const beside = nameBeside[name];
          const { x, y } = beside ?? middleOf(corners);
          return (
            <text
              key={name}
              x={x}
              y={y}
              textAnchor={beside ? 'start' : 'middle'}
              className="duval-name"
              data-named={name === zone || undefined}
            >
              {name}
            </text>
          );
        })}
        <Way samples={placed} />
        {point && <Here {...placeOf(point)} isNamed={zone !== null} />}
      </svg>
      <Twin samples={placed} />
    </figure>
  );

  function describe(): string {
    if (!point) return t('measurements.duval.noPlace');
    const shares = {
      methane: whole(point.methane),
      ethylene: whole(point.ethylene),
      acetylene: whole(point.acetylene),
    };
    const place = t('measurements.duval.place', shares);
    return zone === null ? place : `${place} ${t(`measurements.fault.${zone}`)}`;
  }
}

const whole = (percent: number) => Math.round(percent);

/** The scales: of methane at the left, of ethylene at the right, of acetylene at the base. */
function Ticks({ percent }: { readonly percent: number }) {
  const rest = 100 - percent;
  const methane = placeOf({ methane: percent, ethylene: 0, acetylene: rest });
  const ethylene = placeOf({ methane: rest, ethylene: percent, acetylene: 0 });
  const acetylene = placeOf({ methane: 0, ethylene: rest, acetylene: percent });
  return (
    <g className="duval-tick">
      <text x={methane.x - 2} y={methane.y} textAnchor="end">
        {percent}
      </text>
      <text x={ethylene.x + 2} y={ethylene.y}>
        {percent}
      </text>
      <text x={acetylene.x} y={BASE + 5} textAnchor="middle">
        {percent}
      </text>
    </g>
  );
}

function Axes() {
  return (
    <g className="duval-axis">
      <text transform={`translate(13 ${BASE / 2}) rotate(-60)`}>% CH₄ →</text>
      <text transform={`translate(88.5 ${BASE / 2}) rotate(60)`}>% C₂H₄ →</text>
      <text x={SIDE / 2} y={BASE + 12}>
        ← % C₂H₂
      </text>
    </g>
  );
}

/** How the samples wandered, from the oldest that was loaded. */
function Way({ samples }: { readonly samples: readonly OfflineMeasurementBody[] }) {
  const places = samples.flatMap(({ id, interpretation: { duval } }) =>
    duval.point ? [{ id, ...placeOf(duval.point) }] : [],
  );
  return (
    <>
      {places.length > 1 && <polyline points={places.map(({ x, y }) => `${x},${y}`).join(' ')} className="duval-way" />}
      {places.map(({ id, x, y }) => (
        <circle key={id} cx={x} cy={y} r="1.1" className="duval-before" />
      ))}
    </>
  );
}

/** The chosen sample: filled where it names a fault, hollow where its gases are too few to. */
const Here = ({ x, y, isNamed }: Place & { readonly isNamed: boolean }) => (
  <circle cx={x} cy={y} r="2.3" className="duval-here" data-named={isNamed || undefined} />
);

function Twin({ samples }: { readonly samples: readonly OfflineMeasurementBody[] }) {
  const { t, i18n } = useTranslation();
  if (samples.length === 0) return null;
  const percent = (value: number) => `${value.toLocaleString(i18n.language, { maximumFractionDigits: 1 })} %`;
  return (
    <details className="twin">
      <summary>{t('measurements.duval.asTable', { count: samples.length })}</summary>
      <div className="twin-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('measurements.sampledAt')}</th>
              <th scope="col" className="number">
                CH₄
              </th>
              <th scope="col" className="number">
                C₂H₄
              </th>
              <th scope="col" className="number">
                C₂H₂
              </th>
              <th scope="col">{t('measurements.duval.zone')}</th>
            </tr>
          </thead>
          <tbody>
            {samples.map(({ id, sampledAt, interpretation: { duval } }) => (
              <tr key={id}>
                <th scope="row">
                  <When at={sampledAt} precision="day" />
                </th>
                {duval.point &&
                  (
                    [
                      ['CH₄', duval.point.methane],
                      ['C₂H₄', duval.point.ethylene],
                      ['C₂H₂', duval.point.acetylene],
                    ] as const
                  ).map(([symbol, value]) => (
                    <td key={symbol} className="number" data-label={symbol}>
                      {percent(value)}
                    </td>
                  ))}
                <td data-label={t('measurements.duval.zone')}>{duval.zone ?? t('measurements.duval.noZone')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
