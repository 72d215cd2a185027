import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** A TimescaleDB server on which a scratch database may be made; undefined: the embedded database. */
  readonly server: string | undefined;
  readonly seconds: number;
  readonly devices: number;
  readonly idleSessions: number;
  /** Measure the registry's lists instead, with this many organizations and three times as many people. */
  readonly organizations: number | undefined;
  /** Measure the lists of the fleet instead, with this many devices in one customer. */
  readonly fleet: number | undefined;
  /** Where the report goes as JSON. */
  readonly json: string | undefined;
}

export const usage = `npm run bench -- [options]

  --server URL         TimescaleDB server to measure on (a scratch database is made and dropped); default: the embedded one
  --seconds N          length of each measurement, default 10
  --devices N          connections that publish, default 100
  --idle-sessions N    sessions of the memory measurement, default 2000
  --organizations N    measure the registry's lists instead, over N organizations and 3 N people, such as 100000
  --fleet N            measure the lists of the fleet instead, over N devices of one customer, such as 1000000
  --json FILE          write the report as JSON, too
`;

const whole = (name: string, value: string) => {
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new Error(`--${name} must be a whole number from 1, not "${value}".`);
  return Number(value);
};

/** @throws {Error} naming the option that is wrong */
export function benchOptions(commandArguments: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...commandArguments],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      server: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      devices: { type: 'string', default: '100' },
      'idle-sessions': { type: 'string', default: '2000' },
      organizations: { type: 'string' },
      fleet: { type: 'string' },
      json: { type: 'string' },
    },
  });
  if (values.help) return 'help';
  return {
    server: values.server,
    seconds: whole('seconds', values.seconds),
    devices: whole('devices', values.devices),
    idleSessions: whole('idle-sessions', values['idle-sessions']),
    organizations: values.organizations === undefined ? undefined : whole('organizations', values.organizations),
    fleet: values.fleet === undefined ? undefined : whole('fleet', values.fleet),
    json: values.json,
  };
}
