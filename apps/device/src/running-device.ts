import { type CommandResponse, encodeLocation, encodeTelemetry, type SentValue } from '#libs/contracts/payload';
import { deviceTopics } from '#libs/mqtt';
import type { Backlog } from './backlog/backlog.js';
import { Outbox } from './backlog/outbox.js';
import { exitCodeOf, STILL_WAITING } from './command-line/exit-code.js';
import type { DeviceOptions } from './command-line/options.js';
import { CommandAnswerer } from './commands.js';
import { Connection } from './connection/connection.js';
import type { ConnectionFailedError } from './connection/connection-failure.js';
import type { Credentials } from './connection/credentials.js';
import { keepConnected } from './connection/keep-connected.js';
import { keepMeasuring } from './measuring.js';
import { pause } from './pause.js';
import { simulationOf } from './profiles/profile.js';
import type { Surroundings } from './surroundings.js';

/** How often a device that is about to end looks whether everything is acknowledged, and how long it waits for that. */
const LOOK_MS = 50;
const LEAVE_MS = 3000;
const CONNECT_TIMEOUT_MS = 20_000;
const START = { latitude: 52.2297, longitude: 21.0122 };

/** One device of the command line: what it sends, what it is sent, and what it tells about it. */
export class RunningDevice {
  private readonly outbox: Outbox;
  private readonly answerer: CommandAnswerer;
  /** Ends the measuring, then the connection. */
  private readonly quit = new AbortController();
  private readonly disconnect = new AbortController();
  private connected = false;
  private latestFailure: ConnectionFailedError | undefined;
  private intervalMs: number;
  private toldLost = 0;

  constructor(
    private readonly options: DeviceOptions,
    private readonly credentials: Credentials,
    private readonly backlog: Backlog,
    private readonly surroundings: Surroundings,
  ) {
    this.intervalMs = options.intervalMs;
    this.outbox = new Outbox(backlog);
    this.answerer = new CommandAnswerer(this.outbox, surroundings.clock, {
      ping: () => ({ status: 'done', result: { uptimeSeconds: Math.round(process.uptime()) } }),
      'set-interval': ({ seconds }) => this.setInterval(seconds),
    });
  }

  /** Makes one connection, with the subscriptions if commands are to be answered. @throws {ConnectionFailedError} */
  async connect(signal: AbortSignal): Promise<Connection> {
    const { host, port, answerCommands } = this.options;
    const { credentials } = this;
    const how = { host, port, credentials, cleanSession: !answerCommands, timeoutMs: CONNECT_TIMEOUT_MS };
    const connection = await Connection.open(how, (topic, payload) => this.delivered(topic, payload), signal);
    if (!answerCommands) return connection;
    for (const refused of await connection.subscribe([deviceTopics.commandRequests, deviceTopics.desired])) {
      this.surroundings.say(`The broker refuses the subscription to ${refused}.`);
    }
    return connection;
  }

  /**
   * Works until it is stopped, its time is over, or all that was to be sent once is acknowledged.
   *
   * @returns the exit code
   * @throws {ConnectionFailedError} there were only things to send once, and waiting will not help
   */
  async run(): Promise<number> {
    const { backlog, outbox, options } = this;
    const { say, signal } = this.surroundings;
    const quit = () => this.quit.abort();
    signal.addEventListener('abort', quit, { once: true });
    if (signal.aborted) quit();
    if (backlog.size > 0) say(`${backlog.size} message(s) of an earlier run wait to be sent.`);
    this.sendOnce();
    try {
      await Promise.all([this.measure(), this.endInTime(), this.stayConnected()]);
    } finally {
      quit();
      this.disconnect.abort();
      signal.removeEventListener('abort', quit);
      say(
        `${outbox.acknowledged} message(s) acknowledged, ${outbox.waiting} sample(s) wait in ${options.backlogFile}.`,
      );
    }
    if (!this.isOnce || outbox.waiting === 0) return 0;
    return exitCodeOf(this.latestFailure) ?? STILL_WAITING;
  }

  private get isOnce(): boolean {
    return this.options.profile === undefined && !this.options.answerCommands;
  }

  private sendOnce(): void {
    const { sendOnce, attributes, location } = this.options;
    if (attributes !== undefined) this.put(deviceTopics.attributes, attributes);
    for (const json of sendOnce) {
      const values = JSON.parse(json) as Record<string, SentValue>; // an object: the options were checked
      this.put(deviceTopics.telemetry, encodeTelemetry({ observedAtMs: this.nowMs(), values }));
    }
    if (location !== undefined) {
      this.put(deviceTopics.location, encodeLocation({ observedAtMs: this.nowMs(), ...location }));
    }
  }

  private async measure(): Promise<void> {
    const { profile, location } = this.options;
    if (profile === undefined) return;
    const { clock, random } = this.surroundings;
    const simulation = simulationOf(profile, random, location ?? START);
    const put = (topic: string, payload: string) => this.put(topic, payload);
    await keepMeasuring({ simulation, clock, intervalMs: () => this.intervalMs, put }, this.quit.signal);
  }

  private async stayConnected(): Promise<void> {
    const { host, port } = this.options;
    const { say, random } = this.surroundings;
    const events = {
      connected: () => {
        this.connected = true;
        this.latestFailure = undefined;
        say(`Connected to ${host}:${port}.`);
      },
      lost: (reason: string) => {
        this.connected = false;
        say(`The connection was lost: ${reason}. ${this.outbox.waiting} sample(s) wait.`);
      },
      failed: (failure: ConnectionFailedError, retryMs: number) => this.goesOnAfter(failure, retryMs),
    };
    const connect = (signal: AbortSignal) => this.connect(signal);
    await keepConnected({ outbox: this.outbox, connect, random, wait: pause, events }, this.disconnect.signal);
  }

  private goesOnAfter(failure: ConnectionFailedError, retryMs: number): boolean {
    this.latestFailure = failure;
    const goesOn = !this.isOnce || failure.mayPass;
    if (goesOn) this.surroundings.say(`${failure.message} Trying again in ${(retryMs / 1000).toFixed(1)} s.`);
    return goesOn;
  }

  private async endInTime(): Promise<void> {
    const { forMs, timeoutMs } = this.options;
    const { signal } = this.quit;
    const endAt = performance.now() + (forMs ?? (this.isOnce ? timeoutMs : Number.POSITIVE_INFINITY));
    while (!signal.aborted && performance.now() < endAt && !(this.isOnce && this.outbox.waiting === 0)) {
      await pause(this.isOnce ? LOOK_MS : endAt - performance.now(), signal);
    }
    this.quit.abort();
    const leaveAt = performance.now() + LEAVE_MS;
    while (this.connected && this.outbox.waiting > 0 && performance.now() < leaveAt) {
      await pause(LOOK_MS, this.disconnect.signal);
    }
    this.disconnect.abort();
  }

  private put(topic: string, payload: string): void {
    this.outbox.put(topic, payload);
    const { lost } = this.backlog;
    if (lost > this.toldLost) this.surroundings.say(`The backlog is full: ${lost} message(s) given up so far.`);
    this.toldLost = lost;
  }

  private delivered(topic: string, payload: Uint8Array): void {
    const answered = this.answerer.delivered(topic, payload);
    const { say } = this.surroundings;
    if (answered !== undefined) say(`Command ${answered.commandId}: ${answered.response.status}.`);
    else say(`Delivered: ${topic}, ${payload.length} bytes.`);
  }

  private setInterval(wanted: unknown): CommandResponse {
    if (typeof wanted !== 'number' || !(wanted >= 1 && wanted <= 3600)) {
      return { status: 'refused', message: 'set-interval takes {"seconds": 1 to 3600}.' };
    }
    this.intervalMs = wanted * 1000;
    return { status: 'done', result: { seconds: wanted } };
  }

  private nowMs(): number {
    return this.surroundings.clock.now().getTime();
  }
}
