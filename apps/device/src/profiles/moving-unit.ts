import type { PositionSample, TelemetrySample } from '#libs/contracts/payload';
import { HOUR_MS } from '#libs/kernel';
import type { Random } from '../random.js';
import { RandomWalk, rounded } from './random-walk.js';
import type { Simulation } from './simulation.js';

/** Degrees, WGS 84. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Kilometers in one degree of latitude, on a sphere of 6371 km. */
const KILOMETERS_A_DEGREE = 111.195;

/** A mobile power unit on its round: position, speed, battery; it drives straight from stop to stop and begins again. */
export class MovingUnitSimulation implements Simulation {
  private readonly speed: RandomWalk;
  private readonly temperature: RandomWalk;
  private readonly stops: readonly Place[];
  private nextStop = 1;
  private here: Place;
  private kilometersAnHour: number;
  private lastMs: number | undefined;

  /** @param route stops in order, at least two; after the last comes the first again */
  constructor(
    route: readonly [Place, Place, ...Place[]],
    private readonly random: Random,
  ) {
    this.stops = route;
    this.here = route[0];
    this.speed = new RandomWalk({ mean: 65, spread: 9, minimum: 10, maximum: 90 }, random);
    this.temperature = new RandomWalk({ mean: 22, spread: 0.8, minimum: 0, maximum: 45 }, random);
    this.kilometersAnHour = this.speed.next();
  }

  sample(atMs: number): TelemetrySample {
    this.driveUntil(atMs);
    this.kilometersAnHour = this.speed.next();
    const values = {
      speed: rounded(this.kilometersAnHour, 1),
      battery: rounded(97 + 3 * this.random(), 1),
      temperature: rounded(this.temperature.next(), 1),
    };
    return { observedAtMs: atMs, values };
  }

  position(atMs: number): PositionSample {
    this.driveUntil(atMs);
    const { latitude, longitude } = this.here;
    return {
      observedAtMs: atMs,
      latitude: rounded(latitude, 6),
      longitude: rounded(longitude, 6),
      accuracyMeters: rounded(4 + 6 * this.random(), 1),
    };
  }

  private driveUntil(atMs: number): void {
    let kilometers = (this.kilometersAnHour * (atMs - (this.lastMs ?? atMs))) / HOUR_MS;
    this.lastMs = atMs;
    // One stop less than a round: after a long pause it need not drive the rounds it missed.
    for (let passed = 0; passed < this.stops.length; passed++) {
      const stop = this.stops[this.nextStop % this.stops.length] as Place; // the remainder is an index of the array
      const distance = kilometersBetween(this.here, stop);
      if (kilometers < distance) {
        this.here = partOfTheWay(this.here, stop, kilometers / distance);
        return;
      }
      kilometers -= distance;
      this.here = stop;
      this.nextStop++;
    }
  }
}

/** On a plane that touches the earth there: good to a per mille over a day's drive. */
function kilometersBetween(from: Place, to: Place): number {
  const north = to.latitude - from.latitude;
  const east = (to.longitude - from.longitude) * Math.cos(((from.latitude + to.latitude) * Math.PI) / 360);
  return Math.hypot(north, east) * KILOMETERS_A_DEGREE;
}

function partOfTheWay(from: Place, to: Place, part: number): Place {
  return {
    latitude: from.latitude + part * (to.latitude - from.latitude),
    longitude: from.longitude + part * (to.longitude - from.longitude),
  };
}
