import type { Pool } from 'pg';
import { idOf } from '../seeded-id.js';
import { sessionOf } from '../session.js';

/** How much the registry holds when its lists are measured. */
export interface SeedSize {
  readonly organizations: number;
  readonly people: number;
}

/** Sessions of people who look at the lists, and the places they look at. */
export interface Seeded {
  readonly operatorToken: string;
  /** Of the provider with a fifth of all customers. */
  readonly providerToken: string;
  readonly customerToken: string;
  /** A customer with 5 000 people. */
  readonly crowdedId: string;
}

const PROVIDERS = 50;
/** People of the crowded customer. */
const CROWD = 5_000;

const provider = (n: string) => idOf(1, n);
const customer = (n: string) => idOf(2, n);
const person = (n: string) => idOf(3, n);
/** Customer n's provider: the first has a fifth of them, the others share the rest. */
const providerOf = (n: string) => provider(`(CASE WHEN ${n} % 5 = 0 THEN 1 ELSE 2 + ${n} % ${PROVIDERS - 1} END)`);

/** Fills the registry below the operator that is there: providers, customers, a tenth of them inner ones, people, and their traces. */
export async function seed(pool: Pool, { organizations, people }: SeedSize): Promise<Seeded> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM organization WHERE kind = 'operator'");
  const operator = rows[0]?.id ?? '';
  const customers = organizations - PROVIDERS;
  const outer = Math.floor(customers * 0.9);
  const statements = [
    `INSERT INTO organization (id, kind, provider_kind, name, parent_id, path, status, created_at, updated_at)
     SELECT ${provider('n')}, 'provider', 'distributor', 'Provider ' || n, '${operator}', '/${operator}/' || ${provider('n')} || '/',
            'onboarded', now(), now()
     FROM generate_series(1, ${PROVIDERS}) AS n`,
    `INSERT INTO organization (id, kind, name, address, contact_name, contact_email, contact_phone, parent_id, path, status,
                               created_at, updated_at)
     SELECT ${customer('n')}, 'customer', md5(n::text) || ' Works ' || n, n || ' Mill Road, ' || md5('town' || n), 'Contact ' || n,
            'contact' || n || '@seed.example', '+48 22 555 ' || n, ${providerOf('n')},
            '/${operator}/' || ${providerOf('n')} || '/' || ${customer('n')} || '/',
            (ARRAY['new', 'invited', 'onboarded', 'onboarded'])[1 + n % 4]::organization_status, now() - n * interval '1 second', now()
     FROM generate_series(1, ${outer}) AS n`,
    `INSERT INTO organization (id, kind, name, parent_id, path, status, created_at, updated_at)
     SELECT ${customer('n')}, 'customer', md5(n::text) || ' Plant ' || n, parent.id, parent.path || ${customer('n')} || '/',
            'onboarded', now() - n * interval '1 second', now()
     FROM generate_series(${outer + 1}, ${customers}) AS n
     JOIN organization AS parent ON parent.id = ${customer(`(n - ${outer})`)}`,
    `INSERT INTO person (id, email, first_name, last_name, created_at, updated_at)
     SELECT ${person('n')}, 'person' || n || '@seed.example', 'First' || n, 'Last' || n, now(), now()
     FROM generate_series(1, ${people}) AS n`,
    `INSERT INTO membership (organization_id, person_id, role, created_at)
     SELECT CASE WHEN n <= ${PROVIDERS} THEN ${provider('n')} WHEN n <= ${CROWD} THEN ${customer('1')}
                 ELSE ${customer(`(1 + n % ${customers})`)} END,
            ${person('n')}, (ARRAY['admin', 'member', 'viewer'])[CASE WHEN n <= ${PROVIDERS} THEN 1 ELSE 1 + n % 3 END]::role,
            now() - n * interval '1 second'
     FROM generate_series(1, ${people}) AS n`,
    `INSERT INTO invitation (id, organization_id, email, role, status, invited_by_id, created_at, expires_at)
     SELECT ${idOf(4, 'n')}, ${customer(`(1 + n % ${customers})`)}, 'invited' || n || '@seed.example', 'member', 'pending',
            ${person('1')}, now(), now() + interval '30 days'
     FROM generate_series(1, ${organizations}) AS n`,
    `INSERT INTO audit_event (at, actor_id, organization_id, organization_path, action, subject_kind, subject_id, details)
     SELECT now(), ${person('1')}, organization.id, organization.path, 'member.joined', 'person', ${person('n')}::text, '{}'
     FROM generate_series(1, ${people}) AS n
     JOIN organization ON organization.id = ${customer(`(1 + n % ${customers})`)}`,
    `INSERT INTO outbox_mail (id, recipient, template, data, organization_id, created_at, sent_at)
     SELECT ${idOf(5, 'n')}, 'person' || n || '@seed.example', 'activation',
            jsonb_build_object('accountLinkId', ${idOf(6, 'n')}, 'organizationName', 'Works', 'firstName', 'A', 'lastName', 'B',
                               'expiresAt', '2020-01-01T00:00:00.000Z'),
            ${customer(`(1 + n % ${customers})`)}, now() - n * interval '1 second', now()
     FROM generate_series(1, ${people}) AS n`,
    'ANALYZE',
  ];
  for (const statement of statements) await pool.query(statement);
  const operatorPerson = await pool.query<{ person_id: string }>(
    'SELECT person_id FROM membership WHERE organization_id = $1',
    [operator],
  );
  const crowd = await pool.query<{ id: string; provider_admin: string; customer_admin: string }>(
    `SELECT ${customer('1')} AS id, ${person('1')} AS provider_admin,
            (SELECT person_id FROM membership WHERE organization_id = ${customer('1')} AND role = 'admin' LIMIT 1) AS customer_admin`,
  );
  const [found] = crowd.rows;
  return {
    operatorToken: await sessionOf(pool, operatorPerson.rows[0]?.person_id ?? ''),
    providerToken: await sessionOf(pool, found?.provider_admin ?? ''),
    customerToken: await sessionOf(pool, found?.customer_admin ?? ''),
    crowdedId: found?.id ?? '',
  };
}
