import type { Pool } from 'pg';
import { idOf } from '../seeded-id.js';
import { sessionOf } from '../session.js';

/** Sessions of people who look at the fleet, and the places they look at. */
export interface SeededFleet {
  readonly operatorToken: string;
  readonly providerToken: string;
  /** Of the customer that has all the devices but a few. */
  readonly customerToken: string;
  /** Of somebody who has nothing but a share in twenty of that customer's sites. */
  readonly guestToken: string;
  readonly customerId: string;
  readonly siteId: string;
}

/** Customers beside the large one, with ten devices each. */
const NEIGHBORS = 200;
const NEIGHBORS_DEVICES = 10;
const DEVICES_A_SITE = 100;

const device = (n: string) => idOf(11, n);
const asset = (n: string) => idOf(12, n);
const site = (n: string) => idOf(13, n);
const person = (n: string) => idOf(14, n);
const organization = (n: string) => idOf(15, n);

/**
 * Fills the registry with one customer of so many devices, as a fleet is that grew for years: serial numbers and names in
 * the order in which devices came, the oldest retired, the newest not connected yet, an asset and a site to each.
 */
export async function seedFleet(pool: Pool, devices: number): Promise<SeededFleet> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM organization WHERE kind = 'operator'");
  const operator = rows[0]?.id ?? '';
  const all = devices + NEIGHBORS * NEIGHBORS_DEVICES;
  const provider = organization('0');
  const customer = organization('1');
  const statements = [
    // Millions of rows take longer than any request may; what triggers would write row by row is written at once below.
    'SET statement_timeout = 0',
    'SET session_replication_role = replica',
    `INSERT INTO organization (id, kind, provider_kind, name, parent_id, path, status, created_at, updated_at)
     SELECT ${provider}, 'provider', 'distributor', 'Large Provider', '${operator}', '/${operator}/' || ${provider} || '/', 'onboarded', now(), now()`,
    `INSERT INTO organization (id, kind, name, parent_id, path, status, created_at, updated_at)
     SELECT ${organization('n')}, 'customer', 'Customer ' || n, ${provider}, '/${operator}/' || ${provider} || '/' || ${organization('n')} || '/',
       'onboarded', now(), now()
     FROM generate_series(1, ${NEIGHBORS + 1}) AS n`,
    `INSERT INTO person (id, email, first_name, last_name, created_at, updated_at)
     SELECT ${person('n')}, 'fleet' || n || '@seed.example', 'First' || n, 'Last' || n, now(), now() FROM generate_series(1, 3) AS n`,
    `INSERT INTO membership (organization_id, person_id, role, created_at)
     SELECT ${organization('(n - 1)')}, ${person('n')}, 'admin', now() FROM generate_series(1, 2) AS n`,
    `INSERT INTO site (id, organization_id, name, address, lat, lon, created_at, updated_at)
     SELECT ${site('n')}, ${customer}, 'Site ' || n, n || ' Mill Road', 40 + (n % 1000) / 50.0, (n % 997) / 20.0, now() - n * interval '1 hour', now()
     FROM generate_series(0, ${Math.ceil(devices / DEVICES_A_SITE)}) AS n`,
    `INSERT INTO site_grant (id, site_id, way, access, person_id, code_expires_at, created_at, created_by_id, accepted_at, accepted_by_id)
     SELECT ${idOf(16, 'n')}, ${site('(n * 7)')}, 'email', 'read', ${person('3')}, now(), now(), ${person('2')}, now(), ${person('3')}
     FROM generate_series(1, 20) AS n`,
    // Rare, so that a list filtered by it has to find its few.
    "INSERT INTO device_model (id, name, key_algorithm) VALUES (gen_random_uuid(), 'Gateway', 'ec-p256')",
    `INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, site_id, name, lifecycle, created_at, updated_at)
     SELECT ${device('n')}, 'SN-' || lpad(n::text, 9, '0'),
       upper(substr(regexp_replace(lpad(to_hex(n), 12, '00c0b7000000'), '(..)', '\\1:', 'g'), 1, 17)),
       (SELECT id FROM device_model WHERE name = CASE WHEN n % 500 = 9 THEN 'Gateway' ELSE 'Sensor' END),
       CASE WHEN n <= ${devices} THEN ${customer} ELSE ${organization(`(2 + n % ${NEIGHBORS})`)} END,
       CASE WHEN n <= ${devices} THEN ${site(`(n / ${DEVICES_A_SITE})`)} END,
       (ARRAY['1600XP 18kVA', '2033G 30kVA', 'T-630 630kVA'])[1 + n % 3] || ' 16' || lpad(n::text, 8, '0'),
       (CASE WHEN n <= ${devices} / 200 THEN 'retired' WHEN n > ${devices} * 0.95 AND n <= ${devices} THEN 'registered'
         WHEN n % 1000 = 7 THEN 'suspended' ELSE 'active' END)::device_lifecycle,
       now() - (${all} - n) * interval '1 minute', now()
     FROM generate_series(1, ${all}) AS n`,
    `INSERT INTO asset (id, organization_id, equipment_model_id, model_number, serial_number, external_id, site_id, linked_at, warranty_begin,
       warranty_end, created_at, updated_at)
     SELECT ${asset('n')}, d.organization_id, (SELECT id FROM equipment_model WHERE name = 'UPS' AND organization_id IS NULL),
       split_part(d.name, ' 16', 1), '16' || lpad(n::text, 8, '0'), 'ERP-' || n, d.site_id, CASE WHEN n % 50 <> 0 THEN now() END,
       (d.created_at AT TIME ZONE 'UTC')::date, (d.created_at AT TIME ZONE 'UTC')::date + 730, d.created_at, now()
     FROM generate_series(1, ${all}) AS n
     JOIN device d ON d.id = ${device('n')}`,
    `INSERT INTO installation (id, device_id, asset_id, installed_at)
     SELECT ${idOf(17, 'n')}, ${device('n')}, ${asset('n')}, now() FROM generate_series(1, ${all}) AS n WHERE n <= ${devices} * 0.98`,
    `INSERT INTO service_contract (id, customer_id, provider_id, device_id, asset_id, start_date, end_date, lease_months, created_at)
     SELECT ${idOf(18, 'n')}, d.organization_id, ${provider}, d.id, ${asset('n')}, (d.created_at AT TIME ZONE 'UTC')::date,
       (d.created_at AT TIME ZONE 'UTC')::date + 800, 26, d.created_at
     FROM generate_series(1, ${all}) AS n
     JOIN device d ON d.id = ${device('n')}`,
    `INSERT INTO certificate (serial_number, profile, device_id, subject, reserved_at, issued_at, fingerprint_sha256, not_before, not_after, revoked_at, revocation_reason)
     SELECT 'c' || lpad(to_hex(n), 15, '0'), 'device', ${device('n')}, 'CN=' || n, now(), now(), sha256(n::text::bytea), now() - interval '1 year',
       now() + CASE WHEN n % 200 = 3 THEN interval '-1 day' WHEN n % 33 = 4 THEN interval '10 days' ELSE interval '1 year' END,
       CASE WHEN n % 1000 = 5 THEN now() END, CASE WHEN n % 1000 = 5 THEN 'superseded' END
     FROM generate_series(1, ${all}) AS n
     WHERE n <= ${devices} * 0.95`,
    // The broker that holds them all lives: nobody sweeps.
    `INSERT INTO telemetry.broker (id, started_at, heartbeat_at) VALUES ('${operator}', now(), now() + interval '1 day')`,
    `INSERT INTO telemetry.presence (device_key, state, since, cause, session_id, session_started_at, broker_id, last_seen_at)
     SELECT d.key, CASE WHEN d.key % 10 = 3 OR d.lifecycle = 'retired' THEN 'disconnected' ELSE 'connected' END, now(),
       CASE WHEN d.key % 10 = 3 OR d.lifecycle = 'retired' THEN 'keep-alive' END, d.id, now(), '${operator}',
       now() + CASE WHEN d.key % 10 = 3 THEN interval '-1 day' - d.key * interval '1 second' ELSE interval '1 hour' END
     FROM device d
     WHERE d.lifecycle <> 'registered'`,
    `INSERT INTO device_listing (device_id, device_key, organization_id, serial_number, mac_address, name_key, created_at, lifecycle,
       connectivity, freshness, certificate_state, certificate_turns_at, is_installed, model_key, last_seen_at, certificate_not_after)
     SELECT d.id, d.key, d.organization_id, d.serial_number, d.mac_address, name_order(d.name), d.created_at, d.lifecycle,
       coalesce(p.state, 'never'), CASE WHEN p.last_seen_at IS NULL THEN 'silent' WHEN p.last_seen_at < now() THEN 'stale' ELSE 'fresh' END,
       best.state, best.turns_at, i.device_id IS NOT NULL, m.key, CASE WHEN p.last_seen_at < now() THEN p.last_seen_at END, best.not_after
     FROM device d
     JOIN device_model m ON m.id = d.model_id
     LEFT JOIN telemetry.presence p ON p.device_key = d.key
     LEFT JOIN installation i ON i.device_id = d.id
     CROSS JOIN LATERAL certificate_state_at(d.id, now()) best`,
    'INSERT INTO asset_listing SELECT l.* FROM listed_assets(ARRAY(SELECT id FROM asset)) l',
    `INSERT INTO device_place (device_key, organization_id, connectivity, state, lat, lon)
     SELECT d.key, d.organization_id, l.connectivity,
       m.key * 512 + map_state(l.connectivity, l.freshness, l.lifecycle, l.certificate_state), s.lat, s.lon
     FROM device d
     JOIN device_listing l ON l.device_id = d.id
     JOIN device_model m ON m.id = d.model_id
     LEFT JOIN site s ON s.id = d.site_id AND d.lifecycle <> 'retired'`,
    'SELECT count_map()',
    `INSERT INTO fleet_count (organization_id, facet, value, change, is_sum)
     SELECT l.organization_id, f.facet, f.value, count(*), TRUE
     FROM device_listing l
     CROSS JOIN LATERAL device_facets(l.lifecycle, l.connectivity, l.freshness, l.certificate_state) f
     GROUP BY 1, 2, 3`,
    `INSERT INTO fleet_count (organization_id, facet, value, change, is_sum)
     SELECT organization_id, 'assets', 'total', count(*), TRUE FROM asset GROUP BY 1
     UNION ALL
     SELECT organization_id, 'assets', 'linked', count(linked_at), TRUE FROM asset GROUP BY 1`,
  ];
  const indexes = await pool.query<{ indexname: string; indexdef: string }>(
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('device_listing', 'asset_listing') AND indexname !~ '_(pkey|key)$'",
  );
  // Made anew at the end: that is ten times as fast as a million entries one by one.
  for (const { indexname } of indexes.rows) await pool.query(`DROP INDEX "${indexname}"`);
  for (const statement of statements) await pool.query(statement);
  for (const { indexdef } of indexes.rows) await pool.query(indexdef);
  for (const statement of ['VACUUM ANALYZE', 'RESET session_replication_role', 'RESET statement_timeout'])
    await pool.query(statement);
  const { rows: ids } = await pool.query<
    Record<'operator' | 'provider' | 'customer' | 'guest' | 'large' | 'site', string>
  >(
    `SELECT (SELECT person_id FROM membership WHERE organization_id = $1) AS operator, ${person('1')} AS provider,
       ${person('2')} AS customer, ${person('3')} AS guest, ${customer} AS large, ${site('7')} AS site`,
    [operator],
  );
  const [found] = ids;
  return {
    operatorToken: await sessionOf(pool, found?.operator ?? ''),
    providerToken: await sessionOf(pool, found?.provider ?? ''),
    customerToken: await sessionOf(pool, found?.customer ?? ''),
    guestToken: await sessionOf(pool, found?.guest ?? ''),
    customerId: found?.large ?? '',
    siteId: found?.site ?? '',
  };
}
