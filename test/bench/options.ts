import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Names of the parts to run; empty: those that run when nothing is asked for. */
  readonly only: readonly string[];
  /** A TimescaleDB server on which scratch databases may be made; undefined: the embedded database. */
  readonly server: string | undefined;
  /** Absolute path of the root of another built tree whose platform is measured; undefined: this one. */
  readonly tree: string | undefined;
  /** Times each thing is measured, 1 to 99. */
  readonly rounds: number;
  /** Length of one round where load is put on, seconds. */
  readonly seconds: number;
  /** Connections that publish. */
  readonly devices: number;
  /** Sessions of the parts that hold many: idle, storm, revocation. */
  readonly sessions: number;
  /** Devices on the map, a measurement each. */
  readonly mapDevices: readonly number[];
  /** Organizations of the part `organization-lists`; people are three times as many. */
  readonly organizations: number;
  /** Devices of one customer in the part `fleet-lists`. */
  readonly fleet: number;
  /** Where the report goes as JSON. */
  readonly json: string | undefined;
}

/** @param parts lines that name them */
export const usage = (parts: string) => `npm run bench -- [options]

  --only NAME[,NAME]   runs these parts alone
  --server URL         TimescaleDB server to measure on (scratch databases are made and dropped); default: the embedded one
  --tree DIR           measures the platform of another tree, which is built already; default: this one
  --rounds N           times each thing is measured, default 3; a line shows minimum, median and maximum
  --seconds N          length of a round of load, default 10
  --devices N          connections that publish, default 100
  --sessions N         sessions of idle, storm and revocation, default 2000
  --map-devices N,N    devices on the map, default 10000,100000; 1000000 takes some minutes to fill
  --organizations N    organizations of organization-lists, and three times as many people, default 100000
  --fleet N            devices of one customer in fleet-lists, default 1000000
  --json FILE          writes the report as JSON, too

Parts:
${parts}`;

function whole(name: string, value: string, most = 9_999_999): number {
  const number = /^[1-9]\d{0,6}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw new Error(`--${name} must be a whole number from 1 to ${most}, not "${value}".`);
}

const DEFAULTS = {
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '10' },
  devices: { type: 'string', default: '100' },
  sessions: { type: 'string', default: '2000' },
  'map-devices': { type: 'string', default: '10000,100000' },
  organizations: { type: 'string', default: '100000' },
  fleet: { type: 'string', default: '1000000' },
} as const;

/**
 * @param parts names that `--only` may have
 * @throws {Error} naming the option that is wrong, what it may be and what it is
 */
export function benchOptions(commandArguments: readonly string[], parts: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...commandArguments],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      only: { type: 'string' },
      server: { type: 'string' },
      tree: { type: 'string' },
      json: { type: 'string' },
      ...DEFAULTS,
    },
  });
  if (values.help) return 'help';
  const only = values.only?.split(',') ?? [];
  const unknown = only.find((name) => !parts.includes(name));
  if (unknown !== undefined) throw new Error(`--only knows no part "${unknown}"; there are ${parts.join(', ')}.`);
  return {
    only,
    server: values.server,
    tree: values.tree === undefined ? undefined : resolve(values.tree),
    rounds: whole('rounds', values.rounds, 99),
    seconds: whole('seconds', values.seconds),
    devices: whole('devices', values.devices),
    sessions: whole('sessions', values.sessions),
    mapDevices: values['map-devices'].split(',').map((size) => whole('map-devices', size)),
    organizations: whole('organizations', values.organizations),
    fleet: whole('fleet', values.fleet),
    json: values.json,
  };
}
