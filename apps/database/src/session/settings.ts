/** Name and value of settings, as `set_config` takes them. */
export type Settings = ReadonlyMap<string, string>;

/** Runs a text of ours on the backend, which the caller holds, and returns its rows as text. */
export type InternalQuery = (sql: string) => (string | null)[][];

const noSettings: Settings = new Map();

/** What every connection begins with; the backend's own defaults are those of a single-user session. */
const beginning: readonly (readonly [name: string, value: string])[] = [
  // First, because the engine begins at the level of its own developers.
  ['client_min_messages', 'notice'],
  ['log_min_messages', 'fatal'],
  ['search_path', '"$user", public'],
  ['TimeZone', 'UTC'],
  // The engine is started with sequential scans forbidden.
  ['enable_seqscan', 'on'],
  // There are neither worker processes nor a compiler in WebAssembly.
  ['max_parallel_workers_per_gather', '0'],
  ['jit', 'off'],
];

/** Roles are settings too, but are not in pg_settings. In this order: the first sets the second back. */
const roleSettings = ['session_authorization', 'role'] as const;

/**
 * Gives each connection settings of its own on the one backend.
 *
 * What a connection SET is read back when its transaction is over, and put in place again before its next statement if
 * another connection was served in between. RESET brings back what a connection begins with, not what the engine was
 * started with, which would hide the tables. Settings that no extension declared (`SET app.name = …` outside a
 * transaction) are not seen here and stay shared.
 */
export class SharedSettings {
  #common: Settings = noSettings;
  #applied: Settings = noSettings;

  constructor(private readonly query: InternalQuery) {}

  /** Brings a freshly opened backend to where every connection begins. */
  initialize(): void {
    for (const [name, value] of beginning) this.query(assignments(new Map([[name, value]])));
    this.#common = this.#current();
  }

  /** Puts a connection's own settings in place of the last one's. */
  apply(wanted: Settings): void {
    if (wanted === this.#applied || (wanted.size === 0 && this.#applied.size === 0)) return;
    const changes = new Map<string, string>();
    for (const name of [...roleSettings, ...this.#applied.keys(), ...wanted.keys()]) {
      const value = wanted.get(name) ?? this.#common.get(name);
      const present = this.#applied.get(name) ?? this.#common.get(name);
      if (value !== undefined && value !== present) changes.set(name, value);
    }
    if (changes.size > 0) this.query(assignments(changes));
    this.#applied = wanted;
  }

  /** After a RESET: brings back what every connection begins with; inside a transaction or outside. */
  repair(): void {
    const names = beginning.map(([name]) => literal(name)).join(', ');
    const reset = this.query(`SELECT name FROM pg_settings WHERE source <> 'session' AND name IN (${names})`);
    const lost = new Set(reset.map(([name]) => name));
    const repaired = beginning.filter(([name]) => lost.has(name));
    if (repaired.length > 0) this.query(assignments(new Map(repaired)));
  }

  /** Reads what the present connection has SET; its transaction is over. */
  capture(): Settings {
    const own = new Map([...this.#current()].filter(([name, value]) => this.#common.get(name) !== value));
    this.#applied = own.size === 0 ? noSettings : own;
    return this.#applied;
  }

  #current(): Settings {
    const roles = roleSettings.map((name) => `SELECT '${name}', current_setting('${name}')`).join(' UNION ALL ');
    const rows = this.query(`${roles} UNION ALL SELECT name, setting FROM pg_settings WHERE source = 'session'`);
    return new Map(rows.map(([name, value]) => [name ?? '', value ?? '']));
  }
}

/** One statement that makes all the assignments for the session, or none. */
export function assignments(settings: Settings): string {
  const calls = [...settings].map(([name, value]) => `set_config(${literal(name)}, ${literal(value)}, false)`);
  return `SELECT ${calls.join(', ')}`;
}

/** A string as SQL writes it, whatever standard_conforming_strings says. */
function literal(text: string): string {
  return ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
