import type { BoundingBox } from '#libs/contracts/http';
import { type MapFeature, type MapReader, wholeWorld } from '#libs/devices';
import type { Scope } from '#libs/identity';

/** The map of somebody as it is at a moment, read by somebody who stays to the end. */
export async function featuresOf(
  map: MapReader,
  scope: Scope,
  now: Date,
  box: BoundingBox = wholeWorld,
  zoom?: number,
): Promise<readonly MapFeature[]> {
  return map.features(scope, await map.state(scope, now), box, zoom, new AbortController().signal);
}
