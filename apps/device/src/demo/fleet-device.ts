import { Clock } from '#libs/kernel';
import { deviceTopics } from '#libs/mqtt';
import { Backlog } from '../backlog/backlog.js';
import { Outbox } from '../backlog/outbox.js';
import { Connection } from '../connection/connection.js';
import { readCredentials } from '../connection/credentials.js';
import { keepConnected } from '../connection/keep-connected.js';
import { keepMeasuring } from '../measuring.js';
import { pause } from '../pause.js';
import { MovingUnitSimulation } from '../profiles/moving-unit.js';
import { simulationOf } from '../profiles/profile.js';
import type { Simulation } from '../profiles/simulation.js';
import { type Random, seededRandom } from '../random.js';
import type { DemoState } from './demo-state.js';
import type { PlannedDevice } from './scenario.js';

/** Where the devices of a fleet connect, and how often they measure. */
export interface FleetOptions {
  readonly mqttHost: string;
  readonly mqttPort: number;
  readonly intervalMs: number;
}

const BACKLOG_BYTES = 1024 * 1024;
const CONNECT_TIMEOUT_MS = 20_000;
const WARSAW = { latitude: 52.2297, longitude: 21.0122 };

/** One simulated device of the demo. */
export class FleetDevice {
  readonly serialNumber: string;
  private readonly backlog: Backlog;
  private readonly outbox: Outbox;
  private standing = false;
  private latestRefusal: string | undefined;

  /** @throws {CredentialsError} its files cannot be used @throws {BacklogInUseError} another demo runs it */
  constructor(
    private readonly plan: PlannedDevice,
    private readonly state: DemoState,
    private readonly options: FleetOptions,
    private readonly clock: Clock,
  ) {
    this.serialNumber = plan.serialNumber;
    const file = state.fileOf(plan.serialNumber, 'backlog');
    this.backlog = Backlog.open({ file, maximumBytes: BACKLOG_BYTES, survives: 'crash' });
    this.outbox = new Outbox(this.backlog);
  }

  get isConnected(): boolean {
    return this.standing;
  }
  /** Messages the platform has acknowledged since the start. */
  get acknowledged(): number {
    return this.outbox.acknowledged;
  }
  /** Samples that wait for their acknowledgement. */
  get waiting(): number {
    return this.outbox.waiting;
  }
  /** Why the latest attempt to connect failed; `undefined` while it is connected. */
  get refusal(): string | undefined {
    return this.latestRefusal;
  }

  /** Measures until `quit`, and stays connected until `disconnect`. */
  async run(quit: AbortSignal, disconnect: AbortSignal): Promise<void> {
    const random = seededRandom(seedOf(this.serialNumber));
    try {
      await Promise.all([this.measure(random, quit), this.stayConnected(random, disconnect)]);
    } finally {
      this.backlog.close();
    }
  }

  private async measure(random: Random, quit: AbortSignal): Promise<void> {
    const { equipment, clockIsLost } = this.plan;
    const { intervalMs } = this.options;
    const put = (topic: string, payload: string) => this.outbox.put(topic, payload);
    const systemName = `${equipment.modelNumber} ${equipment.serialNumber}`; // the pattern of R1-06
    put(deviceTopics.attributes, JSON.stringify({ systemName, firmware: '4.2.1' }));
    await pause(intervalMs * random(), quit); // so that a fleet does not speak in one voice
    const clock = clockIsLost ? new LostClock(this.clock) : this.clock;
    await keepMeasuring({ simulation: this.simulation(random), clock, intervalMs: () => intervalMs, put }, quit);
  }

  private async stayConnected(random: Random, disconnect: AbortSignal): Promise<void> {
    const { mqttHost: host, mqttPort: port } = this.options;
    const { serialNumber } = this;
    const credentials = readCredentials(this.state.fileOf(serialNumber, 'key'), this.state.fileOf(serialNumber, 'pem'));
    const how = { host, port, credentials, cleanSession: true, timeoutMs: CONNECT_TIMEOUT_MS };
    const events = {
      connected: () => this.tell(true, undefined),
      lost: (reason: string) => this.tell(false, `the connection was lost: ${reason}`),
      failed: (failure: Error) => {
        this.tell(false, failure.message);
        return true;
      },
    };
    const connect = (signal: AbortSignal) => Connection.open(how, () => {}, signal);
    await keepConnected({ outbox: this.outbox, connect, random, wait: pause, events }, disconnect);
  }

  private tell(standing: boolean, refusal: string | undefined): void {
    this.standing = standing;
    this.latestRefusal = refusal;
  }

  private simulation(random: Random): Simulation {
    const { profile, route } = this.plan;
    return route === undefined ? simulationOf(profile, random, WARSAW) : new MovingUnitSimulation(route, random);
  }
}

/** A clock that lost its battery: it began at the start of 1970 when it was switched on. */
class LostClock extends Clock {
  private readonly switchedOnMs: number;

  constructor(private readonly right: Clock) {
    super();
    this.switchedOnMs = right.now().getTime();
  }

  now(): Date {
    return new Date(this.right.now().getTime() - this.switchedOnMs);
  }
}

/** The same device plays the same way every time. */
function seedOf(serialNumber: string): number {
  let seed = 0;
  for (const character of serialNumber) seed = Math.imul(seed, 31) + character.charCodeAt(0);
  return seed;
}
