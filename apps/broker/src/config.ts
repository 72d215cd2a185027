import { join } from 'node:path';
import { z } from 'zod';
import { payloadLimits } from '#libs/contracts/payload';
import { HOUR_MS } from '#libs/kernel';
import { databaseSettings, databaseUrl, logLevel, parseEnvironment, port, wholeNumber } from '#libs/platform';

/** Every variable the broker reads. */
export const brokerEnvironment = z.object({
  ...databaseSettings,
  BROKER_DATABASE_CONNECTIONS: wholeNumber('connections', 5, 100, 8).describe(
    'Most connections of the broker at once.',
  ),
  SERVICE_CERTIFICATES_DIR: z
    .string()
    .optional()
    .describe('Folder of the broker’s own certificates, mqtt/, mqtt-rsa/ and broker/. Default: services in DATA_DIR.'),
  MQTT_HOST: z.string().default('0.0.0.0').describe('Address devices are listened for on; :: for IPv6 and IPv4.'),
  MQTT_PORT: port(8883).describe('TCP port of devices; 0 lets the system choose.'),
  MQTT_MAX_SESSIONS: wholeNumber('sessions', 1, 1_000_000, 50_000).describe(
    'Most connections of devices this broker holds; each takes 40 to 55 KiB and one open file.',
  ),
  MQTT_MAX_HANDSHAKES: wholeNumber('connections', 1, 100_000, 2_000).describe(
    'Most connections that may wait at once to be let in; one that says nothing gives way to who comes.',
  ),
  MQTT_HANDSHAKE_SECONDS: wholeNumber('seconds', 1, 120, 20).describe('A TLS handshake that takes longer is cut.'),
  MQTT_CONNECT_SECONDS: wholeNumber('seconds', 1, 120, 20).describe('From the end of the handshake to the CONNECT.'),
  MQTT_MAX_KEEP_ALIVE_SECONDS: wholeNumber('seconds', 10, 65_535, 3_600).describe(
    'Longest keep-alive that is honored, and that of devices that ask for none.',
  ),
  MQTT_SESSION_EXPIRY_HOURS: wholeNumber('hours', 1, 720, 24).describe(
    'How long subscriptions and waiting messages of a device that is away are kept (clean session 0).',
  ),
  MQTT_QUEUED_MESSAGES: wholeNumber('messages', 1, 10_000, 100).describe(
    'Most messages that wait for one device; the oldest are dropped.',
  ),
  BUS_HOST: z.string().default('127.0.0.1').describe('Address the platform’s own processes are listened for on.'),
  BUS_PORT: port(8884).describe('TCP port of the internal bus; 0 lets the system choose.'),
  BROKER_HTTP_HOST: z.string().default('127.0.0.1').describe('Address of the broker’s health and metrics.'),
  BROKER_HTTP_PORT: port(8081).describe('TCP port of the broker’s health and metrics; 0 lets the system choose.'),
  RECONCILE_SECONDS: wholeNumber('seconds', 1, 60, 3).describe(
    'How often open sessions are compared with the registry.',
  ),
  LOG_LEVEL: logLevel,
});

/** Inbound QoS 2 messages of one device between PUBREC and PUBREL. */
const INBOUND_EXACTLY_ONCE = 1_000;
/** How long a device may leave unread what is sent to it, milliseconds. */
const UNREAD_MS = 60_000;
/** Sessions that are kept of devices that are away. */
const STORED_SESSIONS = 50_000;

/** What the broker is started with. */
export type BrokerConfig = ReturnType<typeof brokerConfig>;

/** @throws {ConfigurationError} naming every setting that is wrong, never its value */
export function brokerConfig() {
  const settings = parseEnvironment('broker', brokerEnvironment, process.env);
  return Object.freeze({
    databaseUrl: databaseUrl('broker', settings),
    databaseConnections: settings.BROKER_DATABASE_CONNECTIONS,
    /** The embedded database has one backend: two batches at once would only wait for one another. */
    writers: settings.DATABASE_URL === undefined ? 1 : 2,
    certificatesDirectory: settings.SERVICE_CERTIFICATES_DIR ?? join(settings.DATA_DIR, 'services'),
    mqtt: {
      host: settings.MQTT_HOST,
      port: settings.MQTT_PORT,
      handshakeTimeoutMs: settings.MQTT_HANDSHAKE_SECONDS * 1_000,
      maxWaiting: settings.MQTT_MAX_HANDSHAKES,
    },
    session: {
      sessions: settings.MQTT_MAX_SESSIONS,
      payloadBytes: payloadLimits.payloadBytes,
      keepAliveSeconds: settings.MQTT_MAX_KEEP_ALIVE_SECONDS,
      connectTimeoutMs: settings.MQTT_CONNECT_SECONDS * 1_000,
      inboundExactlyOnce: INBOUND_EXACTLY_ONCE,
      unreadMs: UNREAD_MS,
    },
    stored: {
      queuedMessages: settings.MQTT_QUEUED_MESSAGES,
      inboundExactlyOnce: INBOUND_EXACTLY_ONCE,
      sessions: STORED_SESSIONS,
      expiryMs: settings.MQTT_SESSION_EXPIRY_HOURS * HOUR_MS,
    },
    bus: { host: settings.BUS_HOST, port: settings.BUS_PORT },
    operation: { host: settings.BROKER_HTTP_HOST, port: settings.BROKER_HTTP_PORT },
    reconcileMs: settings.RECONCILE_SECONDS * 1_000,
    logLevel: settings.LOG_LEVEL,
  });
}
