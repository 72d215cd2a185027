import type { PositionSample, TelemetrySample } from '#libs/contracts/payload';

/** Something that is measured, played. */
export interface Simulation {
  /** What a device would measure now; the instants given never go back. */
  sample(atMs: number): TelemetrySample;
  /** Where it is; absent for what does not move. */
  position?(atMs: number): PositionSample;
}
