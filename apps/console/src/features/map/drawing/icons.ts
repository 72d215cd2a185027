import type { ClusterMark, Mark, Worst } from '../marks';
import type { Colors } from './colors';

/** Of a display with two dots a pixel: others scale it. */
export const DENSITY = 2;
/** A ring tells its parts apart in so many steps. */
const STEPS = 12;

const toneOf: Readonly<Record<Worst, 'ok' | 'warn' | 'unknown'>> = {
  connected: 'ok',
  stale: 'warn',
  disconnected: 'warn',
  never: 'unknown',
};

/** Radius of a cluster's disc, px: of hundreds, thousands, more. */
export const radiusOf = ({ count }: ClusterMark): number => (count < 100 ? 15 : count < 10_000 ? 19 : 24);

/** Steps of the ring that are connected, and those up to the end of the disconnected; no part that is there is left out. */
function stepsOf({ count, connected, disconnected }: ClusterMark): readonly [number, number] {
  const stepsFor = (devices: number) =>
    devices === 0 ? 0 : Math.min(STEPS, Math.max(1, Math.round((devices / count) * STEPS)));
  const never = stepsFor(count - connected - disconnected);
  const lost = Math.min(stepsFor(disconnected), STEPS - never);
  return [STEPS - never - lost, STEPS - never];
}

/** Names what a mark looks like: marks that look the same have the same. */
export function iconOf(mark: Mark): string {
  if (mark.kind === 'device') return `device ${mark.worst}`;
  return ['cluster', radiusOf(mark), ...stepsOf(mark)].join(' ');
}

/** Draws what `iconOf` names. */
export function drawIcon(mark: Mark, colors: Colors): ImageData {
  const half = mark.kind === 'cluster' ? radiusOf(mark) + 4 : 10;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = half * 2 * DENSITY;
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('This browser draws no canvas.');
  context.scale(DENSITY, DENSITY);
  context.translate(half, half);
  if (mark.kind === 'cluster') drawCluster(context, mark, colors);
  else drawDevice(context, mark.worst, colors);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** A disc with a ring in three parts: connected, disconnected, never connected; they differ in width as well. */
function drawCluster(context: CanvasRenderingContext2D, mark: ClusterMark, colors: Colors): void {
  const radius = radiusOf(mark);
  disc(context, radius + 3, colors.paper);
  const [connected, disconnected] = stepsOf(mark);
  arc(context, radius, [0, connected], 4, colors.ok);
  arc(context, radius, [connected, disconnected], 6, colors.warn);
  arc(context, radius, [disconnected, STEPS], 1.5, colors.unknown);
}

/** The same shapes as in lists: a disc, a ring, half a disc, a ring of dots. */
function drawDevice(context: CanvasRenderingContext2D, worst: Worst, colors: Colors): void {
  const color = colors[toneOf[worst]];
  disc(context, 8, colors.paper);
  if (worst === 'connected') {
    disc(context, 6, color);
    return;
  }
  if (worst === 'never') context.setLineDash([2.2, 2]);
  arc(context, 5, [0, STEPS], 2.5, color);
  if (worst !== 'stale') return;
  context.beginPath();
  context.arc(0, 0, 6, Math.PI / 2, -Math.PI / 2);
  context.fillStyle = color;
  context.fill();
}

function disc(context: CanvasRenderingContext2D, radius: number, color: string): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, Math.PI * 2);
  context.fillStyle = color;
  context.fill();
}

function arc(
  context: CanvasRenderingContext2D,
  radius: number,
  [from, to]: readonly [number, number],
  width: number,
  color: string,
): void {
  if (from === to) return;
  const angle = (step: number) => (step / STEPS) * Math.PI * 2 - Math.PI / 2;
  context.beginPath();
  context.arc(0, 0, radius, angle(from), angle(to));
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}
