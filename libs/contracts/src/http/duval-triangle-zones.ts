import type { DgaFault } from './dga-interpretation.js';

/** A corner of a zone: shares of methane, ethylene and acetylene in percent of their sum. */
export interface DuvalPoint {
  readonly methane: number;
  readonly ethylene: number;
  readonly acetylene: number;
}

const corners = (...points: readonly (readonly [methane: number, ethylene: number, acetylene: number])[]) =>
  points.map(([methane, ethylene, acetylene]) => ({ methane, ethylene, acetylene }));

/**
 * The zones of Duval triangle 1 as polygons, to be drawn; corners go round, the last is joined with the first.
 *
 * Borders: M. Duval, IEEE Electrical Insulation Magazine 18 (3), 2002, 8–17, as revised (T1/T2 at 20 % and D2/DT at
 * 40 % ethylene in place of 10 % and 38 % in the first edition of IEC 60599) and repeated in IEC 60599, annex B, and in
 * IEEE C57.104-2019. Corners: A. Akbari et al., A software implementation of the Duval triangle method, IEEE ISEI 2008,
 * table 2. The standards themselves were not at hand: the corners were compared with two independent copies of that
 * table, and they follow from the borders alone.
 */
export const duvalTriangleZones: Readonly<Record<DgaFault, readonly DuvalPoint[]>> = {
  PD: corners([98, 2, 0], [100, 0, 0], [98, 0, 2]),
  D1: corners([0, 0, 100], [0, 23, 77], [64, 23, 13], [87, 0, 13]),
  D2: corners([0, 23, 77], [0, 71, 29], [31, 40, 29], [47, 40, 13], [64, 23, 13]),
  DT: corners([0, 71, 29], [0, 85, 15], [35, 50, 15], [46, 50, 4], [96, 0, 4], [87, 0, 13], [47, 40, 13], [31, 40, 29]),
  T1: corners([76, 20, 4], [80, 20, 0], [98, 2, 0], [98, 0, 2], [96, 0, 4]),
  T2: corners([46, 50, 4], [50, 50, 0], [80, 20, 0], [76, 20, 4]),
  T3: corners([0, 85, 15], [0, 100, 0], [50, 50, 0], [35, 50, 15]),
};
