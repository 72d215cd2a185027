import type { Bench } from './bench.js';
import { measureCertificates } from './parts/certificates.js';
import { measureConsole } from './parts/console.js';
import { measureIdleSessions } from './parts/idle-sessions.js';
import { measureIngest } from './parts/ingest.js';
import { measureLate } from './parts/late.js';
import { measureFleetLists, measureOrganizationLists } from './parts/lists.js';
import { measureMap } from './parts/map.js';
import { measureRevocation } from './parts/revocation.js';
import { measureSecondStart } from './parts/second-start.js';
import { measureStoredSize } from './parts/stored-size.js';
import { measureStorm } from './parts/storm.js';

/** One thing that is measured by itself. */
export interface Part {
  readonly about: string;
  /** Whether it runs when no part is asked for by name. */
  readonly usual: boolean;
  run(bench: Bench): Promise<void>;
}

/** In the order they are run: those that share a platform come first. */
export const parts: Readonly<Record<string, Part>> = {
  ingest: { about: 'durable ingest, and PUBACK latency at half that load', usual: true, run: measureIngest },
  certificates: {
    about: 'certificates issued over HTTP, to commits of the same database',
    usual: true,
    run: measureCertificates,
  },
  idle: { about: 'memory of an idle mutual-TLS session', usual: true, run: measureIdleSessions },
  revocation: { about: 'from revoking a certificate to the end of its session', usual: true, run: measureRevocation },
  storm: { about: 'all devices back after a restart, to mosquitto', usual: true, run: measureStorm },
  late: { about: '30 days as 500 points; 90 days before and after one late message', usual: true, run: measureLate },
  'stored-size': { about: 'bytes of a compressed reading (server only)', usual: true, run: measureStoredSize },
  'second-start': { about: 'second start of everything, embedded', usual: true, run: measureSecondStart },
  map: { about: 'the whole world clustered, answers of 200 and 304', usual: true, run: measureMap },
  console: {
    about: 'first rows of a large fleet, and long tasks while a map is panned (needs chromium)',
    usual: false,
    run: measureConsole,
  },
  'organization-lists': { about: 'pages of organizations and people', usual: false, run: measureOrganizationLists },
  'fleet-lists': {
    about: 'pages of devices, assets, contracts of one large customer',
    usual: false,
    run: measureFleetLists,
  },
};
