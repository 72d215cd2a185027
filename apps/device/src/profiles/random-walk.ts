import type { Random } from '../random.js';

/** How a value wanders. */
export interface RandomWalkOptions {
  /** Where it is drawn back to. */
  readonly mean: number;
  /** How far it strays: about the standard deviation in the long run. */
  readonly spread: number;
  /** Bounds it never leaves. */
  readonly minimum: number;
  readonly maximum: number;
}

/** Share of the way back to the mean in one step; the smaller, the smoother. */
const PULL = 0.1;

/** A value that wanders around a mean, as measured values do (a discrete Ornstein–Uhlenbeck process). */
export class RandomWalk {
  private value: number;

  constructor(
    private readonly options: RandomWalkOptions,
    private readonly random: Random,
  ) {
    this.value = this.bounded(options.mean + options.spread * this.deviate());
  }

  /** The next value. */
  next(mean: number = this.options.mean): number {
    const step = this.options.spread * Math.sqrt(2 * PULL) * this.deviate();
    this.value = this.bounded(this.value + PULL * (mean - this.value) + step);
    return this.value;
  }

  private bounded(value: number): number {
    return Math.min(Math.max(value, this.options.minimum), this.options.maximum);
  }

  /** About normally distributed, mean 0, variance 1: the sum of twelve even ones (Irwin–Hall). */
  private deviate(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += this.random();
    return sum;
  }
}

/** Rounds as a sensor with so many decimals would. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
