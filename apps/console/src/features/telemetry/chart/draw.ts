import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartColumns } from './columns';
import type { Tick } from './ticks';

/** What happened at a time, marked on the axis. */
export interface Mark {
  /** Seconds since 1970. */
  readonly at: number;
  readonly kind: 'connected' | 'disconnected' | 'transferred';
}

export interface Picture {
  readonly columns: ChartColumns;
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly marks: readonly Mark[];
  /** The ticks for a width in pixels. */
  readonly ticks: (width: number) => readonly Tick[];
  readonly valueText: (value: number) => string;
  /** The column under the pointer; undefined: it has left. */
  readonly onPoint: (index: number | undefined) => void;
}

const HEIGHT = 280;
const MARK = 4;

/** Draws a picture into an element, in the colors of the theme it stands in. @returns takes it away again */
export function draw(host: HTMLElement, picture: Picture): () => void {
  const { columns, from, to } = picture;
  const colors = colorsOf(host);
  const data = [columns.times, columns.max, columns.min, columns.avg] as unknown as UPlot.AlignedData;
  let ticks: readonly Tick[] = [];
  const axis = {
    stroke: colors.dimmed,
    font: colors.font,
    grid: { stroke: colors.line, width: 1 },
    ticks: { show: false },
  };
  const options: UPlot.Options = {
    width: host.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 7 } },
    scales: { x: { range: () => [from, to] } },
    axes: [
      {
        ...axis,
        splits: ({ width }) => {
          ticks = picture.ticks(width);
          return ticks.map(({ at }) => at);
        },
        values: () => ticks.map(({ label }) => label),
      },
      { ...axis, size: widthOfNumbers, values: (_, splits) => splits.map((value) => picture.valueText(value)) },
    ],
    series: [
      {},
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: colors.accent, width: 1.5 },
    ],
    bands: [{ series: [1, 2], fill: colors.band }],
    hooks: {
      setCursor: [({ cursor }) => picture.onPoint(cursor.idx ?? undefined)],
      draw: [(plot) => drawMarks(plot, picture.marks, colors)],
    },
  };
  const plot = new UPlot(options, data, host);
  const sizes = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: HEIGHT }));
  sizes.observe(host);
  return () => {
    sizes.disconnect();
    plot.destroy();
  };
}

type Colors = ReturnType<typeof colorsOf>;

/** Canvas knows no variables of CSS. */
function colorsOf(host: HTMLElement) {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const accent = token('accent');
  return {
    accent,
    band: `${accent}33`,
    dimmed: token('dimmed'),
    line: token('line'),
    paper: token('paper'),
    connected: token('ok'),
    disconnected: token('warn'),
    transferred: token('ink'),
    font: `12px ${style.fontFamily}`,
  };
}

/** As wide as the longest number beside the axis, pixels. */
function widthOfNumbers(plot: UPlot, values: string[] | null): number {
  const longest = (values ?? []).reduce((long, value) => (value.length > long.length ? value : long), '');
  plot.ctx.save();
  plot.ctx.font = `${12 * devicePixelRatio}px ${getComputedStyle(plot.root).fontFamily}`;
  const width = plot.ctx.measureText(longest).width / devicePixelRatio;
  plot.ctx.restore();
  return Math.ceil(width) + 16;
}

/** A disc where it connected, a ring where it was lost, a diamond where it changed hands; as the list of events has them. */
function drawMarks(plot: UPlot, marks: readonly Mark[], colors: Colors): void {
  const { ctx, bbox } = plot;
  const size = MARK * devicePixelRatio;
  const y = bbox.top + bbox.height - size - devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const { at, kind } of marks) {
    const x = plot.valToPos(at, 'x', true);
    ctx.beginPath();
    if (kind === 'transferred') ctx.rect(x - size, y - size, 2 * size, 2 * size);
    else ctx.arc(x, y, size, 0, 2 * Math.PI);
    ctx.strokeStyle = colors[kind];
    ctx.fillStyle = kind === 'connected' ? colors.connected : colors.paper;
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}
