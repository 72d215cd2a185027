import type account from './en/account.json';
import type addSite from './en/addSite.json';
import type asset from './en/asset.json';
import type assets from './en/assets.json';
import type audit from './en/audit.json';
import type base from './en/base.json';
import type batches from './en/batches.json';
import type cause from './en/cause.json';
import type certificates from './en/certificates.json';
import type connections from './en/connections.json';
import type contracts from './en/contracts.json';
import type dashboard from './en/dashboard.json';
import type device from './en/device.json';
import type devices from './en/devices.json';
import type dispatch from './en/dispatch.json';
import type equipment from './en/equipment.json';
import type firstConnection from './en/firstConnection.json';
import type fleet from './en/fleet.json';
import type help from './en/help.json';
import type imports from './en/imports.json';
import type mails from './en/mails.json';
import type map from './en/map.json';
import type me from './en/me.json';
import type measurements from './en/measurements.json';
import type notifications from './en/notifications.json';
import type operation from './en/operation.json';
import type organization from './en/organization.json';
import type organizationChoice from './en/organizationChoice.json';
import type organizationSwitch from './en/organizationSwitch.json';
import type problems from './en/problems.json';
import type proposals from './en/proposals.json';
import type registration from './en/registration.json';
import type requests from './en/requests.json';
import type sharing from './en/sharing.json';
import type sites from './en/sites.json';
import type table from './en/table.json';
import type tableTools from './en/tableTools.json';
import type telemetry from './en/telemetry.json';

/** The words by part, each a file of a language; they are loaded with the pages that name them. */
interface PartsOfWords {
  readonly account: typeof account;
  readonly addSite: typeof addSite;
  readonly asset: typeof asset;
  readonly assets: typeof assets;
  readonly audit: typeof audit;
  readonly base: typeof base;
  readonly batches: typeof batches;
  readonly cause: typeof cause;
  readonly certificates: typeof certificates;
  readonly connections: typeof connections;
  readonly contracts: typeof contracts;
  readonly dashboard: typeof dashboard;
  readonly device: typeof device;
  readonly devices: typeof devices;
  readonly dispatch: typeof dispatch;
  readonly equipment: typeof equipment;
  readonly firstConnection: typeof firstConnection;
  readonly fleet: typeof fleet;
  readonly help: typeof help;
  readonly imports: typeof imports;
  readonly mails: typeof mails;
  readonly map: typeof map;
  readonly me: typeof me;
  readonly measurements: typeof measurements;
  readonly notifications: typeof notifications;
  readonly operation: typeof operation;
  readonly organization: typeof organization;
  readonly organizationChoice: typeof organizationChoice;
  readonly organizationSwitch: typeof organizationSwitch;
  readonly problems: typeof problems;
  readonly proposals: typeof proposals;
  readonly registration: typeof registration;
  readonly requests: typeof requests;
  readonly sharing: typeof sharing;
  readonly sites: typeof sites;
  readonly table: typeof table;
  readonly tableTools: typeof tableTools;
  readonly telemetry: typeof telemetry;
}
export type WordsPart = keyof PartsOfWords;
export const WORDS_PARTS = [
  'account',
  'addSite',
  'asset',
  'assets',
  'audit',
  'base',
  'batches',
  'cause',
  'certificates',
  'connections',
  'contracts',
  'dashboard',
  'device',
  'devices',
  'dispatch',
  'equipment',
  'firstConnection',
  'fleet',
  'help',
  'imports',
  'mails',
  'map',
  'me',
  'measurements',
  'notifications',
  'operation',
  'organization',
  'organizationChoice',
  'organizationSwitch',
  'problems',
  'proposals',
  'registration',
  'requests',
  'sharing',
  'sites',
  'table',
  'tableTools',
  'telemetry',
] as const satisfies readonly WordsPart[];

/** What is shown wherever one is, and before one is anywhere: it is loaded with the console. */
export const BASE_WORDS = 'base' satisfies WordsPart;

type Both<Union> = (Union extends unknown ? (value: Union) => void : never) extends (value: infer All) => void
  ? All
  : never;
/** All of them, as keys are typed by. */
export type Words = Both<PartsOfWords[WordsPart]>;
