import { setMaxListeners } from 'node:events';
import type { Clock } from '#libs/kernel';
import { pause } from '../pause.js';
import type { DemoState } from './demo-state.js';
import { FleetDevice, type FleetOptions } from './fleet-device.js';
import type { PlannedDevice } from './scenario.js';

/** How long devices that stop wait for what is under way, and how often they look. */
const LEAVE_MS = 3000;
const LOOK_MS = 50;

/** The simulated devices that are running. */
export class Fleet {
  private readonly devices: FleetDevice[] = [];
  private readonly running: Promise<void>[] = [];
  private readonly quit = new AbortController();
  private readonly disconnect = new AbortController();

  /** @param failed told when a device ends for a reason nobody foresaw */
  constructor(
    private readonly options: FleetOptions,
    private readonly state: DemoState,
    private readonly clock: Clock,
    private readonly failed: (cause: unknown) => void,
  ) {
    // Every device listens to both; ten, beyond which Node suspects a leak, are too few.
    setMaxListeners(0, this.quit.signal, this.disconnect.signal);
  }

  get size(): number {
    return this.devices.length;
  }
  get connected(): number {
    return this.devices.filter(({ isConnected }) => isConnected).length;
  }
  /** Messages the platform has acknowledged. */
  get acknowledged(): number {
    return this.devices.reduce((sum, device) => sum + device.acknowledged, 0);
  }
  /** Samples that wait for their acknowledgement. */
  get waiting(): number {
    return this.devices.reduce((sum, device) => sum + device.waiting, 0);
  }
  /** What keeps devices from connecting, in words, with the serial numbers it keeps away. */
  get refusals(): ReadonlyMap<string, readonly string[]> {
    const byReason = new Map<string, string[]>();
    for (const { serialNumber, refusal } of this.devices) {
      if (refusal !== undefined) byReason.set(refusal, [...(byReason.get(refusal) ?? []), serialNumber]);
    }
    return byReason;
  }

  /** Starts a device whose files are there. */
  start(plan: PlannedDevice): void {
    const device = new FleetDevice(plan, this.state, this.options, this.clock);
    this.devices.push(device);
    this.running.push(device.run(this.quit.signal, this.disconnect.signal).catch(this.failed));
  }

  /** Stops measuring, lets what is under way arrive for at most three seconds, and disconnects. */
  async stop(): Promise<void> {
    this.quit.abort();
    const leaveAt = performance.now() + LEAVE_MS;
    while (this.connected > 0 && this.waiting > 0 && performance.now() < leaveAt) {
      await pause(LOOK_MS, this.disconnect.signal);
    }
    this.disconnect.abort();
    await Promise.all(this.running);
  }
}
