import type { LocationsBody } from '#libs/contracts/http';
import { drawnMarks, listed, marksOf, totalOf } from './marks';

const aDevice = (n: number, differences: object = {}, [lon, lat]: [number, number] = [21, 52]) => ({
  type: 'Feature' as const,
  id: `01900000-0000-7000-8000-00000000000${n}`,
  geometry: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] },
  properties: {
    deviceId: `01900000-0000-7000-8000-00000000000${n}`,
    serialNumber: `FG-${n}`,
    name: `Unit ${n}`,
    model: 'Sensor',
    organizationId: '01900000-0000-7000-8000-0000000000aa',
    siteId: null,
    connectivity: 'connected' as const,
    freshness: 'fresh' as const,
    observedAt: null,
    source: 'site' as const,
    ...differences,
  },
});
const aCluster = (count: number, differences: object = {}) => ({
  type: 'Feature' as const,
  geometry: { type: 'Point' as const, coordinates: [10, 50] as [number, number] },
  properties: {
    cluster: true as const,
    count,
    connected: count,
    disconnected: 0,
    stale: 0,
    worst: 'connected' as const,
    bbox: [9, 49, 11, 51] as [number, number, number, number],
    ...differences,
  },
});
const marks = (...features: object[]) =>
  marksOf({ type: 'FeatureCollection', features, truncated: false } as LocationsBody);
const everywhere = [-180, -90, 180, 90] as const;

describe('what the map lists', () => {
  it('R1-40: begins with what is worst: disconnected, then silent, then never connected', () => {
    const all = marks(
      aDevice(1),
      aDevice(2, { connectivity: 'never', freshness: 'silent' }),
      aDevice(3, { freshness: 'stale' }),
      aDevice(4, { connectivity: 'disconnected', freshness: 'stale' }),
      aCluster(20),
      aCluster(7, { connected: 3, disconnected: 4, worst: 'disconnected' }),
    );
    expect(listed(all, everywhere).map((mark) => (mark.kind === 'device' ? mark.name : mark.count))).toEqual([
      7,
      'Unit 4',
      'Unit 3',
      'Unit 2',
      20,
      'Unit 1',
    ]);
  });

  it('leaves out what is not in view', () => {
    const all = marks(aDevice(1), aDevice(2, {}, [-70, 10]));
    expect(listed(all, [0, 40, 40, 60])).toHaveLength(1);
  });

  it('adds up clusters and devices: each is counted once, as connected, disconnected or neither', () => {
    const all = marks(
      aDevice(1),
      aDevice(2, { connectivity: 'never', freshness: 'silent' }),
      aCluster(10, { connected: 5, disconnected: 3, stale: 4 }),
    );
    expect(totalOf(all)).toEqual({ devices: 12, connected: 6, disconnected: 3, never: 3, stale: 4 });
  });
});

describe('what the map draws', () => {
  it('is one mark where several devices stand at one place, as bad as the worst of them', () => {
    const all = marks(aDevice(1), aDevice(2, { connectivity: 'disconnected' }), aDevice(3, {}, [22, 52]));
    const drawn = drawnMarks(all);
    expect(drawn).toHaveLength(2);
    expect(drawn[0]).toMatchObject({ kind: 'cluster', count: 2, connected: 1, disconnected: 1, worst: 'disconnected' });
    expect(drawn[1]).toMatchObject({ kind: 'device', name: 'Unit 3' });
  });
});
