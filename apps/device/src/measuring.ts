import { encodeLocation, encodeTelemetry } from '#libs/contracts/payload';
import type { Clock } from '#libs/kernel';
import { deviceTopics } from '#libs/mqtt';
import { pause } from './pause.js';
import type { Simulation } from './profiles/simulation.js';

/** What is measured, how often, and where it goes. */
export interface Measuring {
  readonly simulation: Simulation;
  readonly clock: Clock;
  /** Read anew before every wait, so that it may change. */
  readonly intervalMs: () => number;
  readonly put: (topic: string, payload: string) => void;
}

/** Takes samples, each with the device's own time, until it is told to stop. */
export async function keepMeasuring({ simulation, clock, intervalMs, put }: Measuring, signal: AbortSignal) {
  while (!signal.aborted) {
    const now = clock.now().getTime();
    put(deviceTopics.telemetry, encodeTelemetry(simulation.sample(now)));
    const position = simulation.position?.(now);
    if (position !== undefined) put(deviceTopics.location, encodeLocation(position));
    await pause(intervalMs(), signal);
  }
}
