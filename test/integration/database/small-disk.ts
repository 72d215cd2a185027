import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedTestDatabase } from '#libs/testing';

const MEBIBYTE = 1_048_576;

/** Whether this machine lets us mount a disk of a size of our choice. */
export const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldgate-mount-'));
  try {
    mount(folder, MEBIBYTE);
    unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();

function mount(folder: string, bytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder], { stdio: 'ignore' });
}

function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
}

/** An embedded database on a disk of its own, which can be filled up. */
export class SmallDisk {
  private constructor(readonly database: EmbeddedTestDatabase) {}

  /** Starts the database on a disk of this size. */
  static async start(migrated: boolean, bytes: number): Promise<SmallDisk> {
    const database = await EmbeddedTestDatabase.start({ migrated });
    await database.kill('SIGTERM');
    const aside = mkdtempSync(join(tmpdir(), 'fieldgate-aside-'));
    cpSync(database.dataDirectory, aside, { recursive: true });
    mount(database.dataDirectory, bytes);
    cpSync(aside, database.dataDirectory, { recursive: true });
    rmSync(aside, { recursive: true });
    await database.restart();
    return new SmallDisk(database);
  }

  /** Fills it up to so many bytes. */
  fill(roomBytes: number): void {
    const { bavail, bsize } = statfsSync(this.database.dataDirectory);
    writeFileSync(this.#ballast, Buffer.alloc(bavail * bsize - roomBytes));
  }

  /** Takes away what filled it up. */
  makeRoom(): void {
    rmSync(this.#ballast);
  }

  async stop(): Promise<void> {
    await this.database.kill('SIGKILL');
    unmount(this.database.dataDirectory);
    await this.database.stop();
  }

  get #ballast(): string {
    return join(this.database.dataDirectory, 'ballast');
  }
}
