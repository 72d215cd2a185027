import { X509Certificate } from 'node:crypto';
import { type DynamicModule, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import type { BusCredentials, Logger } from '#libs/platform';
import { CertificateStatusChanges } from '../admission/certificate-status-changes.js';
import { BusLog } from './bus-log.js';
import { BusReport } from './bus-report.js';
import { PlatformEventsController } from './platform-events.controller.js';

export interface BusServerParts {
  /** Port of this broker's own internal listener, and an address of this machine it listens on. */
  readonly port: number;
  readonly host: string;
  readonly credentials: BusCredentials;
  readonly changes: CertificateStatusChanges;
  readonly report: BusReport;
  readonly logger: Logger;
}

/** Attempts to reach our own listener before the start fails. */
const FIRST_ATTEMPTS = 5;
const RECONNECT_MS = 1_000;
const KEEP_ALIVE_SECONDS = 15;

@Module({})
class BusModule {
  static over({ changes, report }: BusServerParts, log: BusLog): DynamicModule {
    return {
      module: BusModule,
      controllers: [PlatformEventsController],
      providers: [
        { provide: CertificateStatusChanges, useValue: changes },
        { provide: BusReport, useValue: report },
        { provide: BusLog, useValue: log },
      ],
    };
  }
}

/**
 * Makes this broker process listen to the bus: a Nest microservice, connected to its own internal listener with its own
 * service certificate.
 *
 * @throws {Error} when its own listener cannot be reached
 */
export async function listenToBus(parts: BusServerParts): Promise<INestMicroservice> {
  const { key, cert, ca } = parts.credentials;
  const own = new X509Certificate(cert).fingerprint256;
  const log = new BusLog(parts.logger);
  const microservice = await NestFactory.createMicroservice<MicroserviceOptions>(BusModule.over(parts, log), {
    logger: log,
    abortOnError: false,
    transport: Transport.MQTT,
    options: {
      url: `mqtts://${parts.host.includes(':') ? `[${parts.host}]` : parts.host}:${parts.port}`,
      key,
      cert,
      ca,
      // We know who must answer: ourselves. That holds whatever names the certificate has.
      checkServerIdentity: (_host: string, { fingerprint256 }: { fingerprint256: string }) =>
        fingerprint256 === own ? undefined : new Error('Another process answers on our own internal port.'),
      protocolVersion: 4,
      clean: true,
      keepalive: KEEP_ALIVE_SECONDS,
      reconnectPeriod: RECONNECT_MS,
      maxConnectionAttempts: FIRST_ATTEMPTS,
      subscribeOptions: { qos: 1 },
    },
  });
  await microservice.listen();
  return microservice;
}
