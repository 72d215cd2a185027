import type { LocationsBody } from '#libs/contracts/http';
import { type DrawnMap, type MapFeature, worstOf } from '#libs/devices';

/** A map as a GeoJSON FeatureCollection (RFC 7946 §3.3) with a foreign member (§6.1). */
export function featureCollectionOf({ features, isTruncated }: DrawnMap): LocationsBody {
  return { type: 'FeatureCollection', features: features.map(featureOf), truncated: isTruncated };
}

function featureOf(feature: MapFeature): LocationsBody['features'][number] {
  // Longitude comes first (RFC 7946 §3.1.1).
  const geometry = { type: 'Point' as const, coordinates: [feature.lon, feature.lat] as [number, number] };
  if (feature.kind === 'cluster') {
    const { count, connected, disconnected, stale, box } = feature;
    const bbox: [number, number, number, number] = [box.west, box.south, box.east, box.north];
    const properties = { cluster: true as const, count, connected, disconnected, stale, worst: worstOf(feature), bbox };
    return { type: 'Feature', geometry, properties };
  }
  const { kind: _kind, lat: _lat, lon: _lon, deviceId, observedAt, ...shown } = feature;
  return {
    type: 'Feature',
    id: deviceId,
    geometry,
    properties: { deviceId, ...shown, observedAt: observedAt?.toISOString() ?? null },
  };
}
