import type { Announcements } from '#libs/contracts/events';
import type { Argon2Cost, PasswordChangePolicy } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { CertificateIssuer } from '#libs/pki';
import type { DatabaseConnection, Logger } from '#libs/platform';
import type { ForeignMap } from './console/console-folder.js';
import type { RateLimitSettings } from './rate-limits/rate-limits.js';
import type { RequestContext } from './request/request-context.js';

/** What the api is made of; `main.ts` reads it from the environment, a test makes it up. */
export interface ApiOptions {
  readonly database: DatabaseConnection;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The one the logger asks for the correlation id of the running request. */
  readonly requestContext: RequestContext;
  /** Where people reach the platform, such as `https://fieldgate.example`; links in mails begin with it. */
  readonly publicUrl: string;
  /** Key that link tokens are derived with, as `newLinkKey` of `#libs/identity` makes it. */
  readonly linkKey: string;
  /** How long a session may be silent, milliseconds. Default: 2 hours. */
  readonly sessionIdleMs?: number;
  /** Asked of people whose password somebody else has seen (R0-05). Default: recommended. */
  readonly passwordChange?: PasswordChangePolicy;
  /** What a hash of a password costs. Default: what OWASP recommends. */
  readonly passwordCost?: Argon2Cost;
  /** Requests a minute. Default: not limited. */
  readonly rateLimits?: RateLimitSettings;
  /** The issuing authority, which the registry has adopted. */
  readonly issuer: CertificateIssuer;
  /** Tells the brokers what was committed. */
  readonly announcements: Announcements;
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** Folder of the built console. Default: no console is served. */
  readonly consoleDirectory?: string;
  /** A map of somebody else's in the console. Default: its own. */
  readonly foreignMap?: ForeignMap | undefined;
}
