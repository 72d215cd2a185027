import type { NewRegistrationRequest, SerialNumber } from '#libs/contracts/http';
import { type Owner, organizationsIn } from '#libs/identity';
import { type DeviceId, type OrganizationId, organizationId, type PersonId, personId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';

interface RequestRow {
  readonly id: string;
  readonly provider_id: string;
  readonly path: string;
  readonly delegates_certificates: boolean;
  readonly status: RequestStatus;
  readonly form: RequestedForm;
  readonly sent_at: Date;
  readonly remote_address: string | null;
  readonly answered_by_id: string | null;
  readonly answered_at: Date | null;
  readonly reason: string | null;
  readonly device_id: string | null;
}

const selectRequests = Prisma.sql`
  SELECT q.id, q.provider_id, o.path, o.delegates_certificates, q.status::text AS status, q.form, q.sent_at,
    q.remote_address, q.answered_by_id, q.answered_at, q.reason, q.device_id
  FROM registration_request q
  JOIN organization o ON o.id = q.provider_id`;

/**
 * Requests for registration.
 *
 * Requests in the registry's table `registration_request`.
 */
export class RegistrationRequestStore {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Keeps a request, in the place of the open one of the same provider and serial number.
   *
   * @param limit open requests of one provider; some more where several come at the same moment
   */
  async keep(request: SentRequest, limit: number): Promise<Reception> {
    const { id, key, form, serialNumber, remoteAddress, sentAt } = request;
    const [row] = await this.database.client.$queryRaw<{ provider_id: string | null; id: string | null }[]>`
      WITH provider AS (
        SELECT o.id FROM organization o WHERE o.share_key = ${key} AND o.kind = 'provider'
      ), room AS (
        SELECT p.id
        FROM provider p
        WHERE EXISTS (
            SELECT FROM registration_request q
            WHERE q.provider_id = p.id AND q.serial_number = ${serialNumber} AND q.status = 'open')
          OR (SELECT count(*) FROM (
            SELECT FROM registration_request q WHERE q.provider_id = p.id AND q.status = 'open' LIMIT ${limit}) one
          ) < ${limit}
      ), kept AS (
        INSERT INTO registration_request (id, provider_id, status, form, serial_number, remote_address, sent_at)
        SELECT ${id}::uuid, room.id, 'open', ${JSON.stringify(form)}::jsonb, ${serialNumber}, ${remoteAddress},
          ${sentAt}::timestamptz
        FROM room
        ON CONFLICT (provider_id, serial_number) WHERE status = 'open' DO UPDATE
        SET form = excluded.form, remote_address = excluded.remote_address, sent_at = excluded.sent_at
        RETURNING registration_request.id
      )
      SELECT (SELECT provider.id FROM provider) AS provider_id, (SELECT kept.id FROM kept) AS id`;
    if (!row || row.provider_id === null) return { outcome: 'unknown' };
    if (row.id === null) return { outcome: 'full' };
    return { outcome: 'kept', id: row.id, providerId: organizationId(row.provider_id) };
  }

  async find(id: string): Promise<ReceivedRequest | undefined> {
    const [row] = await this.database.client.$queryRaw<RequestRow[]>`${selectRequests} WHERE q.id = ${id}::uuid`;
    return row && requestFrom(row);
  }

  /** As `find`; whoever else locks it, or sends it again, waits. */
  async lock(id: string): Promise<ReceivedRequest | undefined> {
    const [row] = await this.database.client.$queryRaw<RequestRow[]>`
      ${selectRequests} WHERE q.id = ${id}::uuid FOR UPDATE OF q`;
    return row && requestFrom(row);
  }

  /** Newest first, of providers in these subtrees. */
  async list(
    paths: readonly string[],
    { status, after, limit }: RequestSelection,
  ): Promise<readonly ReceivedRequest[]> {
    const [afterAt, afterId] = after ?? [null, null];
    const rows = await this.database.client.$queryRaw<RequestRow[]>`
      ${selectRequests}
      WHERE q.provider_id IN (${organizationsIn(paths)})
        AND (${status ?? null}::text IS NULL OR q.status = ${status ?? null}::text::request_status)
        AND (${afterAt}::timestamptz IS NULL OR (q.sent_at, q.id) < (${afterAt}::timestamptz, ${afterId}::uuid))
      ORDER BY q.sent_at DESC, q.id DESC
      LIMIT ${limit}`;
    return rows.map(requestFrom);
  }

  async answer(id: string, answer: RequestAnswer): Promise<void> {
    await this.database.client.registrationRequest.update({ where: { id }, data: answer });
  }
}

function requestFrom(row: RequestRow): ReceivedRequest {
  const { delegates_certificates: delegatesCertificates, path } = row;
  return {
    id: row.id,
    owner: { id: organizationId(row.provider_id), path, delegatesCertificates },
    status: row.status,
    form: row.form,
    sentAt: row.sent_at,
    remoteAddress: row.remote_address,
    answeredById: row.answered_by_id === null ? null : personId(row.answered_by_id),
    answeredAt: row.answered_at,
    reason: row.reason,
    deviceId: row.device_id,
  };
}

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
