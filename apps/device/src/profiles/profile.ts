import type { Random } from '../random.js';
import { MovingUnitSimulation, type Place } from './moving-unit.js';
import type { Simulation } from './simulation.js';
import { TransformerSimulation } from './transformer.js';
import { UpsSimulation } from './ups.js';

/** What a simulated device can be. */
export const PROFILES = ['ups', 'transformer', 'moving'] as const;
export type Profile = (typeof PROFILES)[number];

/** A round about a place, some ten kilometers to each side, for a unit that has no other route. */
function roundAbout({ latitude, longitude }: Place): [Place, Place, Place, Place] {
  const [north, east] = [0.09, 0.14];
  return [
    { latitude, longitude },
    { latitude: latitude + north, longitude },
    { latitude: latitude + north, longitude: longitude + east },
    { latitude, longitude: longitude + east },
  ];
}

/** Makes something to measure. @param start where a moving unit begins */
export function simulationOf(profile: Profile, random: Random, start: Place): Simulation {
  switch (profile) {
    case 'ups':
      return new UpsSimulation(random);
    case 'transformer':
      return new TransformerSimulation(random);
    case 'moving':
      return new MovingUnitSimulation(roundAbout(start), random);
  }
}
