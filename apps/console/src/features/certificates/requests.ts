import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type CertificateRequest,
  deviceCertificateList,
  deviceDetails,
  devicePage,
  issuedCertificate,
} from '#libs/contracts/http';
import { ask } from '../../app/http';
import type { CertificateSearch } from './search';

const PAGE = 50;
/** How old what is said of a device's certificates may get while somebody looks, milliseconds. */
export const CERTIFICATES_MS = 5_000;

const keys = {
  list: (search: CertificateSearch) => ['certificates', 'devices', search],
  device: (id: string) => ['certificates', 'device', id],
  ofDevice: (id: string) => ['certificates', 'of-device', id],
} as const;

/** Devices by serial number, each with what its certificates are worth. */
export const certificateDevicesQuery = (search: CertificateSearch) =>
  queryOptions({
    queryKey: keys.list(search),
    queryFn: ({ signal }) => ask({ path: '/devices', query: { ...search, limit: PAGE }, answer: devicePage, signal }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });

/** The device that is to have a certificate. */
export const certifiedDeviceQuery = (id: string) =>
  queryOptions({
    queryKey: keys.device(id),
    queryFn: ({ signal }) => ask({ path: `/devices/${id}`, answer: deviceDetails, signal }),
  });

/** The certificates it has already. */
export const deviceCertificatesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.ofDevice(id),
    queryFn: ({ signal }) => ask({ path: `/devices/${id}/certificates`, answer: deviceCertificateList, signal }),
  });

/** Has a certificate issued; without a request of its own the platform makes the key, and it is in this answer alone. */
export const issueCertificate = (id: string, body: Partial<CertificateRequest>) =>
  ask({ method: 'POST', path: `/devices/${id}/certificates`, body, answer: issuedCertificate });
