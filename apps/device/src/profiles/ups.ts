import type { TelemetrySample } from '#libs/contracts/payload';
import type { Random } from '../random.js';
import { RandomWalk, rounded } from './random-walk.js';
import type { Simulation } from './simulation.js';

/** Chance that the mains fail in one sample, and that they come back. */
const OUTAGE_CHANCE = 0.004;
const RETURN_CHANCE = 0.08;
/** Battery charge gained and lost, per cent a sample. */
const CHARGE_STEP = 0.8;
const DISCHARGE_STEP = 2.5;
/** Rated apparent power, VA, and nominal voltage. */
const RATED_VA = 18_000;
const NOMINAL_VOLTS = 230;

/** A UPS: mains voltage, current, load, battery and temperature; now and then the mains fail and the battery carries on. */
export class UpsSimulation implements Simulation {
  private readonly voltage: RandomWalk;
  private readonly load: RandomWalk;
  private readonly temperature: RandomWalk;
  private battery: number;
  private onBattery = false;

  constructor(private readonly random: Random) {
    const usualLoad = 25 + 40 * random();
    this.voltage = new RandomWalk({ mean: NOMINAL_VOLTS, spread: 2.2, minimum: 207, maximum: 253 }, random);
    this.load = new RandomWalk({ mean: usualLoad, spread: 6, minimum: 2, maximum: 100 }, random);
    this.temperature = new RandomWalk({ mean: 24 + 4 * random(), spread: 0.6, minimum: 15, maximum: 40 }, random);
    this.battery = 92 + 8 * random();
  }

  sample(atMs: number): TelemetrySample {
    const chance = this.random();
    this.onBattery = this.onBattery ? chance >= RETURN_CHANCE && this.battery > 15 : chance < OUTAGE_CHANCE;
    const charged = this.battery + (this.onBattery ? -DISCHARGE_STEP : CHARGE_STEP);
    this.battery = Math.min(Math.max(charged, 0), 100);
    const load = this.load.next();
    const values = {
      voltage: this.onBattery ? 0 : rounded(this.voltage.next(), 1),
      current: rounded((load / 100) * (RATED_VA / NOMINAL_VOLTS), 2),
      load: rounded(load, 1),
      battery: rounded(this.battery, 1),
      temperature: rounded(this.temperature.next(), 1),
      onBattery: this.onBattery,
    };
    return { observedAtMs: atMs, values };
  }
}
