import type { LocationsBody } from '#libs/contracts/http';
import type { MapFeature } from '#libs/devices';

/** A map's features as a GeoJSON FeatureCollection (RFC 7946 §3.3). */
export function featureCollectionOf(features: readonly MapFeature[]): LocationsBody {
  return { type: 'FeatureCollection', features: features.map(featureOf) };
}

function featureOf(feature: MapFeature): LocationsBody['features'][number] {
  // Longitude comes first (RFC 7946 §3.1.1).
  const geometry = { type: 'Point' as const, coordinates: [feature.lon, feature.lat] as [number, number] };
  if (feature.kind === 'cluster') {
    const { count, connected } = feature;
    return { type: 'Feature', geometry, properties: { cluster: true, count, connected } };
  }
  const { deviceId, serialNumber, name, connectivity, observedAt, source } = feature;
  return {
    type: 'Feature',
    id: deviceId,
    geometry,
    properties: { deviceId, serialNumber, name, connectivity, observedAt: observedAt?.toISOString() ?? null, source },
  };
}
