import type { INestMicroservice } from '@nestjs/common';
import type { Pool } from 'pg';
import { CertificateStatusQuery, ConnectionAttemptStore } from '#libs/certificates';
import type { BrokerReport } from '#libs/contracts/http';
import { type Clock, systemScheduler } from '#libs/kernel';
import { ProcessReporter, ProcessReportStore } from '#libs/operation';
import { type BusCredentials, DatabaseSpace, type Logger, ObservabilityEndpoint, Readiness } from '#libs/platform';
import { createTelemetryWriter, type TelemetryWriter } from '#libs/telemetry';
import { AdmissionGate } from './admission/admission-gate.js';
import { AttemptRecorder } from './admission/attempt-recorder.js';
import { CertificateStatusCache } from './admission/certificate-status-cache.js';
import { CertificateStatusChanges } from './admission/certificate-status-changes.js';
import { Reconciliation } from './admission/reconciliation.js';
import { BusBroker } from './bus/bus-broker.js';
import { BusReport } from './bus/bus-report.js';
import { listenToBus } from './bus/bus-server.js';
import type { BrokerConfig } from './config.js';
import { garbageCollector, IdleCollection } from './idle-collection.js';
import { IngestMetrics } from './ingest-metrics.js';
import { BrokerMetrics } from './metrics.js';
import { MinuteRate } from './minute-rate.js';
import { DeviceBroker } from './mqtt/device-broker.js';
import { InboundMessages } from './mqtt/inbound-messages.js';
import { TICK_MS } from './session/keep-alive.js';
import { SessionLife } from './session/session-life.js';
import { SessionStore } from './session/session-store.js';
import { Sessions } from './session/sessions.js';
import { TlsListener } from './tls/tls-listener.js';
import { TrustedIssuers } from './tls/trusted-issuers.js';

export interface BrokerOptions
  extends Pick<BrokerConfig, 'writers' | 'mqtt' | 'session' | 'stored' | 'bus' | 'operation' | 'reconcileMs'> {
  /** UUID of this broker process, new at every start. */
  readonly brokerId: string;
  /** For telemetry alone, at least `writers` + 2 connections. */
  readonly telemetryPool: Pool;
  /** For the broker's lease, one connection: it is renewed in time whatever the others wait for. */
  readonly leasePool: Pool;
  /** For certificates and refusals: a full telemetry pool must not keep devices out. */
  readonly registryPool: Pool;
  /** What devices see: one certificate with an EC key, and one with an RSA key for those that know no other. */
  readonly serverCertificates: readonly [BusCredentials, ...BusCredentials[]];
  /** What the other processes of the platform see. */
  readonly serviceCertificate: BusCredentials;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The ports a broker listens on. */
export interface BrokerPorts {
  readonly mqtt: number;
  readonly bus: number;
  readonly operation: number;
}

/** Certificates that are remembered, so that devices that come back soon need not be looked up. */
const REMEMBERED_CERTIFICATES = 2_000;
/** What the registry has not confirmed for so long is not believed any more, in rounds of reconciliation. */
const TRUSTED_ROUNDS = 5;
const REGISTRY_TIMEOUT_MS = 5_000;
/** How long an orderly end waits for the last commits; a process has 9 s in all, and presence may take 5 of them. */
const LAST_COMMITS_MS = 3_000;
/** Connections of processes that may wait at once to be let in. */
const WAITING_PROCESSES = 64;

/** The MQTT data plane: the parts of one broker process, put together, started in order and ended in order. */
export class Broker {
  readonly #telemetry: TelemetryWriter;
  readonly #recorder: AttemptRecorder;
  readonly #devices: DeviceBroker;
  readonly #bus: BusBroker;
  readonly #deviceListener: TlsListener;
  readonly #busListener: TlsListener;
  readonly #reconciliation: Reconciliation;
  readonly #operation: ObservabilityEndpoint;
  readonly #changes: CertificateStatusChanges;
  readonly #report: BusReport;
  readonly #idleCollection: IdleCollection;
  readonly #reporter: ProcessReporter;
  #collecting: NodeJS.Timeout | undefined;
  #events: INestMicroservice | undefined;

  constructor(private readonly options: BrokerOptions) {
    const { clock, logger, registryPool, reconcileMs } = options;
    const space = new DatabaseSpace(clock);
    this.#operation = new ObservabilityEndpoint(
      new Readiness([{ part: 'registry', check: () => this.#registryAnswers() }, space]),
    );
    const metrics = new BrokerMetrics(this.#operation.metrics);
    const ingestMetrics = new IngestMetrics(this.#operation.metrics, logger, space);
    this.#telemetry = createTelemetryWriter({
      pool: options.telemetryPool,
      leasePool: options.leasePool,
      brokerId: options.brokerId,
      clock,
      observer: ingestMetrics,
      writers: options.writers,
      limits: { closeMs: LAST_COMMITS_MS },
    });
    const statuses = new CertificateStatusCache(new CertificateStatusQuery(registryPool), {
      capacity: REMEMBERED_CERTIFICATES,
      trustMs: reconcileMs * TRUSTED_ROUNDS,
      timeoutMs: REGISTRY_TIMEOUT_MS,
    });
    this.#recorder = new AttemptRecorder(new ConnectionAttemptStore(registryPool), clock, logger, metrics);
    const recorder = this.#recorder;
    const sessions = new Sessions();
    const store = new SessionStore(options.stored);
    const { ingest, presence } = this.#telemetry;
    const life = new SessionLife({ sessions, store, presence, recorder, metrics, clock });
    const inbound = new InboundMessages(ingest, store, clock, options.session.payloadBytes);
    this.#devices = new DeviceBroker({ sessions, life, store, inbound, recorder, limits: options.session });
    this.#bus = new BusBroker(logger);
    this.#reconciliation = new Reconciliation(statuses, [sessions, this.#bus], clock, logger, reconcileMs);
    this.#changes = new CertificateStatusChanges(statuses, sessions);
    this.#report = new BusReport(logger, metrics);
    this.#idleCollection = new IdleCollection({
      opened: () => sessions.opened,
      utilization: utilizationSinceLastCall(),
      collect: garbageCollector(),
    });

    const admitting = (profile: string, { ca }: BusCredentials) => ({ profile, issuers: new TrustedIssuers(ca) });
    const devices = admitting('device', options.serverCertificates[0]);
    const processes = admitting('service', options.serviceCertificate);
    const deviceGate = new AdmissionGate(devices, statuses, recorder, clock, this.#devices, logger);
    const busGate = new AdmissionGate(processes, statuses, recorder, clock, this.#bus, logger);
    this.#deviceListener = new TlsListener({ ...options.mqtt, credentials: options.serverCertificates }, deviceGate);
    this.#busListener = new TlsListener(
      { ...options.mqtt, ...options.bus, maxWaiting: WAITING_PROCESSES, credentials: [options.serviceCertificate] },
      busGate,
    );
    const rates = { messages: new MinuteRate(), readings: new MinuteRate() };
    const report = (): BrokerReport => {
      const { messages, readings, dropped, overloaded, failed } = ingestMetrics.totals;
      const atMs = clock.now().getTime();
      return {
        sessions: sessions.connected,
        connections: sessions.size,
        waitingConnections: this.#deviceListener.waiting,
        storedSessions: store.size,
        heldMessages: ingest.pending,
        messagesPerSecond: rates.messages.of(messages, atMs),
        readingsPerSecond: rates.readings.of(readings, atMs),
        droppedMessages: dropped,
        overloadedMessages: overloaded,
        failures: failed,
      };
    };
    this.#reporter = new ProcessReporter(
      new ProcessReportStore(registryPool, clock),
      { id: options.brokerId, kind: 'broker', startedAt: clock.now() },
      report,
      systemScheduler,
      (err) => logger.debug({ err }, 'The broker could not report how it fares.'),
    );
    metrics.gauge('sessions', 'Devices that are connected.', () => sessions.connected);
    metrics.gauge('connections', 'Connections of devices, those before their CONNECT included.', () => sessions.size);
    metrics.gauge('waiting_connections', 'Connections that wait to be let in.', () => this.#deviceListener.waiting);
    metrics.gauge('stored_sessions', 'Sessions that are kept for devices that come back.', () => store.size);
    metrics.total(
      'dropped_outgoing_messages_total',
      'Messages to devices dropped from full queues.',
      () => store.dropped,
    );
    metrics.total(
      'forgotten_sessions_total',
      'Sessions of devices away that gave way to others.',
      () => store.forgotten,
    );
  }

  /**
   * Takes the broker lease, waiting for the database if it must, and puts right what a killed broker left behind, as far as
   * it is sure that it is gone; then listens.
   */
  async start(): Promise<BrokerPorts> {
    const { clock, logger, bus, serviceCertificate } = this.options;
    const operation = await this.#operation.listen(this.options.operation.port, this.options.operation.host);
    await this.#telemetry.start();
    const { sessions } = await this.#telemetry.sweep(clock.now());
    if (sessions > 0) logger.info({ sessions }, 'Ended sessions a broker left behind that is gone.');
    await this.#devices.listen();
    await this.#bus.listen();
    const busPort = await this.#busListener.listen();
    this.#events = await listenToBus({
      port: busPort,
      host: ownAddress(bus.host),
      credentials: serviceCertificate,
      changes: this.#changes,
      report: this.#report,
      logger,
    });
    this.#reconciliation.start();
    this.#reporter.start();
    this.#collecting = setInterval(() => this.#idleCollection.tick(), TICK_MS).unref();
    return { mqtt: await this.#deviceListener.listen(), bus: busPort, operation };
  }

  /**
   * Takes no more connections, stores and acknowledges what was taken, ends the sessions and gives the lease back.
   * The pools stay open.
   */
  async stop(): Promise<void> {
    this.#deviceListener.stop();
    clearInterval(this.#collecting);
    this.#reconciliation.stop();
    const reported = this.#reporter.stop();
    this.#devices.stopReading();
    await this.#telemetry.ingest.close();
    await this.#devices.end('broker-shutdown');
    this.#busListener.stop();
    // Side by side: each has seconds of its own, and together they must fit into the end of a process.
    await Promise.all([this.#telemetry.close('broker-shutdown'), this.#recorder.close(), reported]);
    await this.#events?.close();
    await this.#bus.end();
    await this.#operation.close();
  }

  /** Compares all open sessions with the registry now; otherwise it happens every few seconds. */
  reconcile(): Promise<void> {
    return this.#reconciliation.compareAll();
  }

  async #registryAnswers(): Promise<void> {
    await this.options.registryPool.query('SELECT 1');
  }
}

/** An address under which we reach a listener of our own. */
function ownAddress(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

/** Share of the time in which the event loop was busy, 0 to 1. */
function utilizationSinceLastCall(): () => number {
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
}
