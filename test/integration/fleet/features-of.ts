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
  const state = await map.state(scope, now);
  return (await map.draw(scope, state, { box, zoom, filter: {} }, new AbortController().signal)).features;
}
