import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  type AssetKindChange,
  assetKind,
  assetKindPage,
  type EquipmentModelChange,
  equipmentModel,
  equipmentModelPage,
  type NewAssetKind,
  type NewEquipmentModel,
} from '#libs/contracts/http';
import { ask } from '../../app/http';

/** Models or kinds a time. */
const PAGE = 100;
/** As many kinds as are offered for a new model. */
const OFFERED = 200;

export const equipmentKeys = {
  all: ['equipment'] as const,
  models: ['equipment', 'models'] as const,
  kinds: ['equipment', 'kinds'] as const,
  offered: ['equipment', 'kinds', 'offered'] as const,
};

export const modelsQuery = infiniteQueryOptions({
  queryKey: equipmentKeys.models,
  queryFn: ({ signal, pageParam }) =>
    ask({ path: '/equipment-models', query: { limit: PAGE, cursor: pageParam }, answer: equipmentModelPage, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
});

export const kindsQuery = infiniteQueryOptions({
  queryKey: equipmentKeys.kinds,
  queryFn: ({ signal, pageParam }) =>
    ask({ path: '/asset-kinds', query: { limit: PAGE, cursor: pageParam }, answer: assetKindPage, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
});

/** Kinds that a new model can be of. */
export const offeredKindsQuery = queryOptions({
  queryKey: equipmentKeys.offered,
  queryFn: ({ signal }) => ask({ path: '/asset-kinds', query: { limit: OFFERED }, answer: assetKindPage, signal }),
});

export const createModel = (body: NewEquipmentModel, idempotencyKey: string) =>
  ask({ method: 'POST', path: '/equipment-models', body, answer: equipmentModel, idempotencyKey });

export const changeModel = (id: string, body: EquipmentModelChange) =>
  ask({ method: 'PATCH', path: `/equipment-models/${id}`, body, answer: equipmentModel });

export const createKind = (body: NewAssetKind, idempotencyKey: string) =>
  ask({ method: 'POST', path: '/asset-kinds', body, answer: assetKind, idempotencyKey });

export const changeKind = (id: string, body: AssetKindChange) =>
  ask({ method: 'PATCH', path: `/asset-kinds/${id}`, body, answer: assetKind });
