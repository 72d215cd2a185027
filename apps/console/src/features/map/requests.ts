import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { locations, track } from '#libs/contracts/http';
import { ask } from '../../app/http';
import type { MapFilter } from './search';
import type { Box } from './view';

/** How old what is shown may get while somebody looks, milliseconds. */
export const MAP_MS = 5_000;
/** Of a device that is followed. */
export const TRACK_MS = 5_000;
/** Where the whole fleet is changes slowly, milliseconds. */
const EXTENT_MS = 60_000;
/** How far back a track goes, milliseconds: six hours. */
const TRACK_SPAN_MS = 6 * 60 * 60 * 1000;
/** Points of a track: more than a screen can show apart. */
const TRACK_POINTS = 400;

const keys = {
  locations: (filter: MapFilter, box: Box, zoom: number) => ['map', 'locations', filter, box, zoom] as const,
  track: (deviceId: string) => ['map', 'track', deviceId] as const,
  extent: (filter: MapFilter) => ['map', 'extent', filter] as const,
};

const digits = (box: Box) => box.map((degrees) => Number(degrees.toFixed(6))).join(',');

/** What is on a part of the map; an unchanged one is not sent again. */
export const locationsQuery = (filter: MapFilter, box: Box, zoom: number) =>
  queryOptions({
    queryKey: keys.locations(filter, box, zoom),
    queryFn: ({ signal }) =>
      ask({
        path: '/locations',
        query: { ...filter, bbox: digits(box), zoom },
        answer: locations,
        signal,
        isTagged: true,
      }),
    staleTime: MAP_MS,
    // Panned or zoomed, the map keeps what it had until more is known; filtered otherwise it begins with nothing.
    placeholderData: (before, previous) =>
      JSON.stringify(previous?.queryKey[2]) === JSON.stringify(filter) ? keepPreviousData(before) : undefined,
  });

/** Where all the devices are that a filter leaves, coarsely: what a map that was opened without a view begins with. */
export const extentQuery = (filter: MapFilter) =>
  queryOptions({
    queryKey: keys.extent(filter),
    queryFn: ({ signal }) =>
      ask({ path: '/locations', query: { ...filter, zoom: 2 }, answer: locations, signal, isTagged: true }),
    staleTime: EXTENT_MS,
  });

/** Where a device was in the last hours. */
export const trackQuery = (deviceId: string) =>
  queryOptions({
    queryKey: keys.track(deviceId),
    queryFn: ({ signal }) =>
      ask({
        path: `/devices/${deviceId}/positions`,
        query: { from: new Date(Date.now() - TRACK_SPAN_MS).toISOString(), points: TRACK_POINTS },
        answer: track,
        signal,
      }),
    staleTime: TRACK_MS,
  });
