import type { InternalQuery } from './settings.js';

/** Settings a client is told of at the start (PostgreSQL 17, §53.2.7: ParameterStatus), application_name apart. */
const names = [
  'client_encoding',
  'DateStyle',
  'default_transaction_read_only',
  'in_hot_standby',
  'integer_datetimes',
  'IntervalStyle',
  'is_superuser',
  'scram_iterations',
  'server_encoding',
  'server_version',
  'session_authorization',
  'standard_conforming_strings',
  'TimeZone',
];

/** Reads them from the backend, which the caller has. */
export function reportedParameters(query: InternalQuery): ReadonlyMap<string, string> {
  const columns = names.map((name) => `current_setting('${name}')`).join(', ');
  const [values = []] = query(`SELECT ${columns}`);
  return new Map(names.map((name, i) => [name, values[i] ?? '']));
}
