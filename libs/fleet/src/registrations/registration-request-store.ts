import type { NewRegistrationRequest, SerialNumber } from '#libs/contracts';
import type { DeviceId, OrganizationId, PersonId } from '#libs/kernel';
import type { Owner } from '../ports.js';

export type RequestStatus = 'open' | 'registered' | 'declined';

/** The fields of the registration form that were filled in. */
export type RequestedForm = Omit<NewRegistrationRequest, 'providerKey'>;

/** What somebody asked a provider to register (R1-07). */
export interface ReceivedRequest {
  readonly id: string;
  /** The provider it was sent to. */
  readonly owner: Owner;
  readonly status: RequestStatus;
  readonly form: RequestedForm;
  readonly sentAt: Date;
  readonly remoteAddress: string | null;
  readonly answeredById: PersonId | null;
  readonly answeredAt: Date | null;
  readonly reason: string | null;
  readonly deviceId: string | null;
}

export interface SentRequest {
  readonly id: string;
  /** Of the provider, 16 characters. */
  readonly key: string;
  readonly form: RequestedForm;
  readonly serialNumber: SerialNumber;
  readonly remoteAddress: string;
  readonly sentAt: Date;
}

/** What became of a request; unknown: the key is no provider's, full: as many as may be are open. */
export type Reception =
  | { readonly outcome: 'kept'; readonly id: string; readonly providerId: OrganizationId }
  | { readonly outcome: 'unknown' | 'full' };

export interface RequestSelection {
  readonly status?: RequestStatus | undefined;
  /** When the last one of the page before was sent, RFC 3339, and its id. */
  readonly after?: readonly [sentAt: string, id: string] | undefined;
  readonly limit: number;
}

export interface RequestAnswer {
  readonly status: Exclude<RequestStatus, 'open'>;
  readonly answeredById: PersonId;
  readonly answeredAt: Date;
  readonly reason: string | null;
  readonly deviceId: DeviceId | null;
}

/** Requests for registration. */
export abstract class RegistrationRequestStore {
  /**
   * Keeps a request, in the place of the open one of the same provider and serial number.
   *
   * @param limit open requests of one provider; some more where several come at the same moment
   */
  abstract keep(request: SentRequest, limit: number): Promise<Reception>;
  abstract find(id: string): Promise<ReceivedRequest | undefined>;
  /** As `find`; whoever else locks it, or sends it again, waits. */
  abstract lock(id: string): Promise<ReceivedRequest | undefined>;
  /** Newest first, of providers in these subtrees. */
  abstract list(paths: readonly string[], selection: RequestSelection): Promise<readonly ReceivedRequest[]>;
  abstract answer(id: string, answer: RequestAnswer): Promise<void>;
}
