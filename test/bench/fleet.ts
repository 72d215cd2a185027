import type { Pool } from 'pg';
import { aCertificationRequest } from '#libs/testing';
import type { PublisherIdentity } from './load/publisher.js';
import { idOf } from './seeded-id.js';
import { sessionOf } from './session.js';

/** Requests that are being answered at once, as from so many callers. */
const CALLERS = 8;
/** For how long the customer has had the devices: as long as readings are kept. */
const OWNED_DAYS = 400;

/** A device of the run, with what it connects with. */
export interface FleetDevice extends PublisherIdentity {
  readonly id: string;
  readonly certificateSerialNumber: string;
}

/** Devices of one customer, registered straight in the registry, their certificates asked for at the api. */
export class Fleet {
  readonly #devices: FleetDevice[] = [];
  #registered = 0;

  private constructor(
    private readonly pool: Pool,
    readonly apiUrl: string,
    /** Session of the customer's administrator. */
    readonly token: string,
  ) {}

  /** Makes the customer and its administrator. */
  static async of(pool: Pool, apiUrl: string): Promise<Fleet> {
    const { rows } = await pool.query<{ id: string; person: string }>(
      "SELECT o.id, gen_random_uuid() AS person FROM organization o WHERE o.kind = 'operator'",
    );
    const [{ id: operator, person } = { id: '', person: '' }] = rows;
    const [provider, customer] = [idOf(21, '0'), idOf(21, '1')];
    const path = `'/${operator}/' || ${provider} || '/'`;
    await pool.query(
      `INSERT INTO organization (id, kind, provider_kind, name, parent_id, path, status, created_at, updated_at)
       SELECT ${provider}, 'provider', 'distributor', 'Bench provider', '${operator}', ${path}, 'onboarded', now(), now()`,
    );
    await pool.query(
      `INSERT INTO organization (id, kind, name, parent_id, path, status, created_at, updated_at)
       SELECT ${customer}, 'customer', 'Bench customer', ${provider}, ${path} || ${customer} || '/', 'onboarded', now(), now()`,
    );
    await pool.query(
      `INSERT INTO person (id, email, first_name, last_name, created_at, updated_at)
       VALUES ($1, 'bench@seed.example', 'Bench', 'Customer', now(), now())`,
      [person],
    );
    await pool.query(
      `INSERT INTO membership (organization_id, person_id, role, created_at) SELECT ${customer}, $1::uuid, 'admin', now()`,
      [person],
    );
    return new Fleet(pool, apiUrl, await sessionOf(pool, person));
  }

  /** The first so many devices of the run; certificates are asked for as far as there are none yet. */
  async devices(count: number): Promise<readonly FleetDevice[]> {
    if (this.#devices.length < count) this.#devices.push(...(await this.issue(count - this.#devices.length)).devices);
    return this.#devices.slice(0, count);
  }

  /**
   * Registers devices, and has a certificate issued to each from a request (P-256).
   *
   * @returns with the certificates a second, requests over HTTP by 8 callers included
   */
  async issue(count: number): Promise<{ readonly devices: readonly FleetDevice[]; readonly perSecond: number }> {
    const ids = await this.#register(count);
    const requests = await Promise.all(ids.map(() => aCertificationRequest()));
    const devices: FleetDevice[] = [];
    let next = 0;
    const caller = async () => {
      for (let index = next++; index < ids.length; index = next++) {
        const [id, request] = [ids[index], requests[index]];
        if (id === undefined || request === undefined) return;
        devices[index] = { id, key: request.key, ...(await this.#certificate(id, request.pem)) };
      }
    };
    const from = performance.now();
    await Promise.all(Array.from({ length: CALLERS }, caller));
    return { devices, perSecond: (count * 1000) / (performance.now() - from) };
  }

  async #certificate(id: string, csr: string) {
    const answer = await this.request('POST', `/devices/${id}/certificates`, { csr });
    const { certificate, files } = answer as {
      readonly certificate: { readonly serialNumber: string };
      readonly files: readonly { readonly name: string; readonly content: string }[];
    };
    const pem = files.find(({ name }) => name.endsWith('.pem'))?.content ?? '';
    return { certificate: pem, certificateSerialNumber: certificate.serialNumber };
  }

  /** Asks the api as the customer's administrator. @throws {Error} it refused */
  async request(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${this.apiUrl}/api/v1${path}`, {
      method,
      headers: body ? headers : { authorization: headers.authorization },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  }

  async #register(count: number): Promise<string[]> {
    const from = this.#registered;
    this.#registered += count;
    const { rows } = await this.pool.query<{ id: string }>(
      `INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, name, created_at, updated_at)
       SELECT ${idOf(22, 'n')}, 'BENCH-' || n, upper(regexp_replace(lpad(to_hex(n), 12, '020000000000'), '(..)(?!$)', '\\1:', 'g')),
         (SELECT id FROM device_model WHERE name = 'Sensor'), ${idOf(21, '1')}, 'Bench ' || n, now(), now()
       FROM generate_series($1::int, $2::int) AS n
       RETURNING id`,
      [from, from + count - 1],
    );
    const ids = rows.map(({ id }) => id);
    await this.pool.query(
      `INSERT INTO device_ownership (id, device_id, organization_id, organization_name, cause, since)
       SELECT gen_random_uuid(), id, ${idOf(21, '1')}, 'Bench customer', 'registered', now() - interval '${OWNED_DAYS} days'
       FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
    return ids;
  }
}
