import type { TelemetrySample } from '#libs/contracts/payload';
import { DAY_MS, HOUR_MS } from '#libs/kernel';
import type { Random } from '../random.js';
import { RandomWalk, rounded } from './random-walk.js';
import type { Simulation } from './simulation.js';

/** How much warmer the oil is in the afternoon than in the mean, kelvin. */
const DAILY_SWING = 6;
/** Hydrogen dissolved per hour while a fault smolders, ppm. */
const FAULT_PPM_AN_HOUR = 40;

/** A power transformer's oil sensor: dissolved hydrogen, moisture, oil temperature; some have a slow fault. */
export class TransformerSimulation implements Simulation {
  private readonly hydrogen: RandomWalk;
  private readonly moisture: RandomWalk;
  private readonly oilTemperature: RandomWalk;
  private readonly faulty: boolean;
  private readonly meanTemperature: number;
  private startedAtMs: number | undefined;

  constructor(random: Random) {
    this.meanTemperature = 48 + 12 * random();
    this.faulty = random() < 0.1;
    this.hydrogen = new RandomWalk({ mean: 15 + 40 * random(), spread: 1.5, minimum: 0, maximum: 2000 }, random);
    this.moisture = new RandomWalk({ mean: 8 + 10 * random(), spread: 0.4, minimum: 0, maximum: 60 }, random);
    this.oilTemperature = new RandomWalk({ mean: this.meanTemperature, spread: 0.7, minimum: 5, maximum: 105 }, random);
  }

  sample(atMs: number): TelemetrySample {
    this.startedAtMs ??= atMs;
    const hours = (atMs - this.startedAtMs) / HOUR_MS;
    const afternoon = Math.sin((2 * Math.PI * (atMs % DAY_MS)) / DAY_MS - (2 * Math.PI * 9) / 24);
    const values = {
      hydrogen: rounded(this.hydrogen.next() + (this.faulty ? FAULT_PPM_AN_HOUR * hours : 0), 1),
      moisture: rounded(this.moisture.next(), 1),
      oilTemperature: rounded(this.oilTemperature.next(this.meanTemperature + DAILY_SWING * afternoon), 1),
    };
    return { observedAtMs: atMs, values };
  }
}
