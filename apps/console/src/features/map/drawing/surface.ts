import type { Mark } from '../marks';
import type { Size, View } from '../view';

/** What a map is drawn on; WebGL's and the one without know nothing of each other. */
export interface MapSurface {
  show(marks: readonly Mark[]): void;
  /** Marks one of them as the one the list is at; undefined: none. */
  choose(mark: Mark | undefined): void;
  /** Draws where a device was, longitudes and latitudes, oldest first; an empty one takes it away. */
  trace(track: readonly (readonly [number, number])[]): void;
  move(view: View): void;
  remove(): void;
}

export interface SurfaceOptions {
  readonly view: View;
  /** Of the names on it. */
  readonly language: string;
  /** For those who hear it. */
  readonly label: string;
  /** Whenever another part is shown, at once and at the end of each move. */
  readonly onView: (view: View, size: Size, isByHand: boolean) => void;
  readonly onPress: (mark: Mark) => void;
}

/** Draws a map into an element, whose `aria-busy` says whether some of it is still to be drawn. */
export type OpenSurface = (element: HTMLElement, options: SurfaceOptions) => Promise<MapSurface>;
