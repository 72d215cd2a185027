import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUseError } from '../errors.js';
import { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';

/**
 * Keeps every other process out of a folder, also after a crash, and never because of one.
 *
 * Each contender first writes a file of its own into `lock/`, then looks for those of others. Two that start at once may
 * both give way, never both win. The file of a dead process can be removed by anybody: its name holds number and start
 * of the process, so no other process will ever have the same.
 */
export class FolderLock {
  private constructor(private readonly file: string) {}

  /**
   * Takes the folder.
   *
   * @throws {FolderInUseError} a running process has it
   */
  static take(folder: string, identity: ProcessIdentity = thisProcess()): FolderLock {
    const locks = join(folder, 'lock');
    mkdirSync(locks, { recursive: true });
    const own = join(locks, fileName(identity));
    writeFileSync(own, '');
    for (const name of readdirSync(locks)) {
      const file = join(locks, name);
      const holder = identityIn(name);
      if (file === own || !holder) continue;
      if (isRunning(holder)) {
        rmSync(own, { force: true });
        throw new FolderInUseError(folder, `process ${holder.pid} on ${holder.host}`, file);
      }
      rmSync(file, { force: true });
    }
    return new FolderLock(own);
  }

  /** Lets others in. */
  release(): void {
    rmSync(this.file, { force: true });
  }
}

/** The name says all, so that a file is whole from the moment it is there. */
function fileName({ host, pid, startedAt }: ProcessIdentity): string {
  return [host, String(pid), startedAt].map(encodeURIComponent).join('@');
}

function identityIn(name: string): ProcessIdentity | undefined {
  const [host, pid, startedAt, ...rest] = name.split('@').map(decodeURIComponent);
  if (host === undefined || startedAt === undefined || rest.length > 0 || !/^\d+$/.test(pid ?? '')) return undefined;
  return { host, pid: Number(pid), startedAt };
}
