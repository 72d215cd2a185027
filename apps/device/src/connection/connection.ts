import { isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type IClientOptions, MqttClient } from 'mqtt';
import { type ConnectionStage, connectionFailure } from './connection-failure.js';
import type { Credentials } from './credentials.js';

/** Where to connect, as whom, and how. */
export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly credentials: Credentials;
  /** False: the broker keeps the subscriptions and what they would have got while the device is away. */
  readonly cleanSession: boolean;
  /** How long one attempt may take. */
  readonly timeoutMs: number;
}

/** Seconds after which the broker and the device notice that the other is gone (MQTT 3.1.1 §3.1.2.10). */
const KEEP_ALIVE_SECONDS = 60;

/** SUBACK's return code for a subscription that failed (MQTT 3.1.1 §3.9.3). */
const REFUSED = 0x80;

/** Gets a message that was delivered to the device. It must not throw. */
export type Delivered = (topic: string, payload: Uint8Array) => void;

/** The connection was lost before the broker acknowledged; whether it has the message is unknown, so send it again. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** One MQTT 3.1.1 session over mutual TLS, from its CONNACK to its end; it never reconnects by itself. */
export class Connection {
  /** Settles with the reason, in words, when the connection has ended. Never rejects. */
  readonly closed: Promise<string>;
  private readonly unacknowledged = new Set<(lost: ConnectionLost) => void>();
  private ended = false;

  private constructor(
    private readonly client: MqttClient,
    firstError: () => Error | undefined,
  ) {
    this.closed = new Promise((resolve) => {
      client.once('close', () => {
        for (const reject of this.unacknowledged) reject(new ConnectionLost('The connection ended.'));
        resolve(this.ended ? 'ended by the device' : (firstError()?.message ?? 'the broker ended it'));
      });
    });
  }

  /**
   * Connects: TCP, TLS with both certificates checked, CONNECT and its CONNACK.
   *
   * @param signal gives the attempt up
   * @throws {ConnectionFailedError} with the cause in plain words
   */
  static open(options: ConnectionOptions, delivered: Delivered, signal: AbortSignal): Promise<Connection> {
    const { host, port, credentials } = options;
    const { key, chain, trustAnchors } = credentials;
    const socket = connectTls({
      host,
      port,
      key,
      cert: chain,
      ca: [...trustAnchors],
      minVersion: 'TLSv1.2',
      ...(isIP(host) === 0 && { servername: host }),
    });
    let stage: ConnectionStage = 'tcp';
    socket.once('connect', () => {
      stage = 'tls';
    });
    socket.once('secureConnect', () => {
      stage = 'mqtt';
    });
    let firstError: Error | undefined;
    const note = (error: Error) => {
      firstError ??= error;
    };
    socket.on('error', note);
    const client = new MqttClient(() => socket, clientOptions(options));
    client.on('error', note);
    client.on('message', delivered);

    return new Promise((resolve, reject) => {
      const giveUp = () => client.end(true);
      const failed = () => {
        signal.removeEventListener('abort', giveUp);
        reject(connectionFailure(host, port, stage, firstError));
      };
      client.once('close', failed);
      client.once('connect', () => {
        signal.removeEventListener('abort', giveUp);
        client.removeListener('close', failed);
        firstError = undefined;
        resolve(new Connection(client, () => firstError));
      });
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
    });
  }

  /**
   * Publishes with QoS 1; done when the PUBACK is there, which means that the platform has stored the message.
   *
   * @throws {ConnectionLost} no PUBACK came
   */
  publish(topic: string, payload: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.client.connected) return reject(new ConnectionLost('The connection has ended.'));
      this.unacknowledged.add(reject);
      this.client.publish(topic, Buffer.from(payload), { qos: 1 }, (error) => {
        this.unacknowledged.delete(reject);
        if (error) reject(new ConnectionLost(error.message, { cause: error }));
        else resolve();
      });
    });
  }

  /**
   * Subscribes with QoS 1.
   *
   * @returns the filters the broker refuses (return code 0x80, MQTT 3.1.1 §3.9.3); none if the connection ends meanwhile
   */
  subscribe(filters: readonly string[]): Promise<readonly string[]> {
    return new Promise((resolve) => {
      const lost = () => resolve([]);
      this.unacknowledged.add(lost);
      this.client.subscribe([...filters], { qos: 1 }, (_error, _granted, suback) => {
        this.unacknowledged.delete(lost);
        resolve(filters.filter((_, at) => suback?.granted[at] === REFUSED));
      });
    });
  }

  /** Takes leave with DISCONNECT and closes. Repeating it does nothing. */
  async end(): Promise<void> {
    this.ended = true;
    if (this.client.connected) this.client.end(this.unacknowledged.size > 0);
    await this.closed;
  }
}

function clientOptions({ credentials, cleanSession, timeoutMs }: ConnectionOptions): IClientOptions {
  return {
    protocolId: 'MQTT',
    protocolVersion: 4, // MQTT 3.1.1
    clientId: credentials.deviceId, // the broker puts the same id in its place, whatever is sent
    clean: cleanSession,
    keepalive: KEEP_ALIVE_SECONDS,
    connectTimeout: timeoutMs,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
  };
}
