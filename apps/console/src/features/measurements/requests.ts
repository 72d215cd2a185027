import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type ImportBody,
  importJob,
  importRowPage,
  type NewOfflineMeasurement,
  offlineMeasurement,
  offlineMeasurementPage,
} from '#libs/contracts/http';
import { ask } from '../../app/http';

/** Samples a time. */
const PAGE = 25;
/** How often a file that is being worked on is asked for, milliseconds. */
const WORKING_MS = 1_000;

export const measurementKeys = {
  list: (assetId: string) => ['asset', assetId, 'measurements'] as const,
  upload: (id: string) => ['import', id] as const,
  rows: (id: string) => ['import', id, 'bad-rows'] as const,
};

/** Samples of an asset's oil, newest first. */
export const measurementsQuery = (assetId: string) =>
  infiniteQueryOptions({
    queryKey: measurementKeys.list(assetId),
    queryFn: ({ signal, pageParam }) =>
      ask({
        path: `/assets/${assetId}/offline-measurements`,
        query: { limit: PAGE, cursor: pageParam },
        answer: offlineMeasurementPage,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

export const addMeasurement = (assetId: string, body: NewOfflineMeasurement) =>
  ask({ method: 'POST', path: `/assets/${assetId}/offline-measurements`, body, answer: offlineMeasurement });

export const replaceMeasurement = (assetId: string, id: string, body: NewOfflineMeasurement) =>
  ask({ method: 'PUT', path: `/assets/${assetId}/offline-measurements/${id}`, body, answer: offlineMeasurement });

export const deleteMeasurement = (assetId: string, id: string) =>
  ask({ method: 'DELETE', path: `/assets/${assetId}/offline-measurements/${id}`, answer: z.undefined() });

/** Whether the platform is at work with a file. */
export const isWorking = ({ status }: Pick<ImportBody, 'status'>): boolean =>
  status === 'receiving' || status === 'checking' || status === 'applying';

/** A file and how far it came; asked for again as long as something happens to it. */
export const uploadQuery = (id: string) =>
  queryOptions({
    queryKey: measurementKeys.upload(id),
    queryFn: ({ signal }) => ask({ path: `/imports/${id}`, answer: importJob, signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? WORKING_MS : false),
  });

/** The rows of a file that would not be taken. */
export const badRowsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: measurementKeys.rows(id),
    queryFn: ({ signal, pageParam }) =>
      ask({
        path: `/imports/${id}/rows`,
        query: { outcome: 'bad', limit: PAGE, cursor: pageParam },
        answer: importRowPage,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** Sends a file to be checked; nothing is stored before it is applied. */
export const sendFile = (organizationId: string, file: File) =>
  ask({
    method: 'POST',
    path: '/imports',
    query: { kind: 'oil-tests', mode: 'best-effort', organizationId, fileName: file.name.slice(-200) },
    file,
    answer: importJob,
  });

export const applyFile = (id: string) => ask({ method: 'POST', path: `/imports/${id}/application`, answer: importJob });

export const cancelFile = (id: string) => ask({ method: 'DELETE', path: `/imports/${id}`, answer: importJob });
