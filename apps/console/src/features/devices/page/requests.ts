import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  connectionAttemptPage,
  connectivityPage,
  deviceCertificateList,
  deviceDetails,
  deviceInstallationPage,
  installation,
  type ReplacementRequest,
  type RevocationRequest,
  rejectedMessagePage,
  replacement,
  retirementAnswer,
  revocationAnswer,
  suspensionAnswer,
  transferPage,
} from '#libs/contracts/http';
import { ask } from '../../../app/http';

/** How old the truths of a device may get while somebody looks, milliseconds. */
export const DEVICE_MS = 5_000;
/** Items of a history a time. */
const PAGE = 25;

export const deviceKeys = {
  /** Everything of one device. */
  all: (id: string) => ['device', id] as const,
  details: (id: string) => ['device', id, 'details'] as const,
  certificates: (id: string) => ['device', id, 'certificates'] as const,
  history: (id: string, list: string) => ['device', id, 'history', list] as const,
};

export const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: deviceKeys.details(id),
    queryFn: ({ signal }) => ask({ path: `/devices/${id}`, answer: deviceDetails, signal, isTagged: true }),
    staleTime: DEVICE_MS,
  });

export const certificatesQuery = (id: string) =>
  queryOptions({
    queryKey: deviceKeys.certificates(id),
    queryFn: ({ signal }) => ask({ path: `/devices/${id}/certificates`, answer: deviceCertificateList, signal }),
  });

/** A history, newest first; what is older comes when it is asked for. */
function history<Item extends z.ZodType>(
  id: string,
  list: string,
  answer: z.ZodType<{ items: z.output<Item>[]; nextCursor: string | null }>,
) {
  return infiniteQueryOptions({
    queryKey: deviceKeys.history(id, list),
    queryFn: ({ signal, pageParam }) =>
      ask({ path: `/devices/${id}/${list}`, query: { limit: PAGE, cursor: pageParam }, answer, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export const connectivityQuery = (id: string) =>
  history<typeof connectivityPage.shape.items.element>(id, 'connectivity', connectivityPage);
export const attemptsQuery = (id: string) =>
  history<typeof connectionAttemptPage.shape.items.element>(id, 'connection-attempts', connectionAttemptPage);
export const rejectedMessagesQuery = (id: string) =>
  history<typeof rejectedMessagePage.shape.items.element>(id, 'rejected-messages', rejectedMessagePage);
export const installationsQuery = (id: string) =>
  history<typeof deviceInstallationPage.shape.items.element>(id, 'installations', deviceInstallationPage);
export const transfersQuery = (id: string) =>
  history<typeof transferPage.shape.items.element>(id, 'transfers', transferPage);

/** @param tags all that it has from now on */
export const changeTags = (id: string, tags: readonly string[]) =>
  ask({ method: 'PATCH', path: `/devices/${id}`, body: { tags }, answer: deviceDetails });

/** Ends a certificate for good. */
export const revoke = (serialNumber: string, body: RevocationRequest) =>
  ask({ method: 'POST', path: `/certificates/${serialNumber}/revocation`, body, answer: revocationAnswer });

export const replace = (id: string, body: ReplacementRequest) =>
  ask({ method: 'POST', path: `/devices/${id}/replacement`, body, answer: replacement });

/** Takes it out of service for good. */
export const retire = (id: string, reason: string) =>
  ask({ method: 'POST', path: `/devices/${id}/retirement`, body: { reason }, answer: retirementAnswer });

export const suspend = (id: string, reason: string) =>
  ask({ method: 'POST', path: `/devices/${id}/suspension`, body: { reason }, answer: suspensionAnswer });

export const resume = (id: string) =>
  ask({ method: 'DELETE', path: `/devices/${id}/suspension`, answer: suspensionAnswer });

/** Takes the device off the asset it is on. */
export const removeFromAsset = (id: string) =>
  ask({ method: 'DELETE', path: `/devices/${id}/installation`, answer: installation });
