import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isSystemError } from '../backlog/backlog-lock.js';

const account = z.object({ email: z.string(), password: z.string(), organizationId: z.string().optional() });
const state = z.object({
  /** Where this demo lives. */
  url: z.string(),
  /** What makes its names unique there. */
  run: z.string(),
  /** By address: how its people sign in, and where they belong once that is settled. */
  accounts: z.record(z.string(), account),
  /** By serial number: the devices that are registered. */
  devices: z.record(z.string(), z.object({ id: z.string() })),
});
type State = z.infer<typeof state>;
export type DemoAccount = State['accounts'][string];

/**
 * What a demo has made so far, in a folder of its own that only its owner can read: passwords, device ids, and the
 * `.key` and `.pem` of every device. It is written after every step, so that a demo that was stopped goes on.
 */
export class DemoState {
  private constructor(
    readonly folder: string,
    private readonly state: State,
  ) {}

  /** The demo of this platform in the folder, if there is one. */
  static find(folder: string, url: string): DemoState | undefined {
    let text: string;
    try {
      text = readFileSync(join(folder, 'demo.json'), 'utf8');
    } catch (cause) {
      if (isSystemError(cause, 'ENOENT')) return undefined;
      throw cause;
    }
    const found = state.parse(JSON.parse(text));
    return found.url === url ? new DemoState(folder, found) : undefined;
  }

  /** Begins a new demo; one that was in the folder is forgotten, its device files stay. */
  static begin(folder: string, url: string, run: string): DemoState {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    const fresh = new DemoState(folder, { url, run, accounts: {}, devices: {} });
    fresh.save();
    return fresh;
  }

  get run(): string {
    return this.state.run;
  }

  /** The account with this address; made with a new password if there is none. */
  accountOf(email: string, newPassword: () => string): DemoAccount {
    const known = this.state.accounts[email];
    if (known !== undefined) return known;
    return this.keepAccount({ email, password: newPassword() });
  }

  keepAccount(kept: DemoAccount): DemoAccount {
    this.state.accounts[kept.email] = kept;
    this.save();
    return kept;
  }

  deviceIdOf(serialNumber: string): string | undefined {
    return this.state.devices[serialNumber]?.id;
  }

  keepDevice(serialNumber: string, id: string): void {
    this.state.devices[serialNumber] = { id };
    this.save();
  }

  /** Where a device's file is or belongs, such as its `key`. */
  fileOf(serialNumber: string, extension: 'key' | 'pem' | 'backlog'): string {
    return join(this.folder, `${serialNumber}.${extension}`);
  }

  private save(): void {
    writePrivately(join(this.folder, 'demo.json'), JSON.stringify(this.state, null, 2));
  }
}

/** Writes a file that only its owner can read; it appears whole or not at all. */
export function writePrivately(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
