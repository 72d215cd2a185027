import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUseError } from '../errors.js';
import { FolderLock } from './folder-lock.js';
import { isRunning, thisProcess } from './process-identity.js';

/** The number of a process that has just ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

describe('the lock of a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fieldgate-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const files = () => readdirSync(join(folder, 'lock'));

  it('keeps a second process out while the first runs, and names it', () => {
    FolderLock.take(folder, { ...thisProcess(), pid: process.ppid, startedAt: '' });
    const take = () => FolderLock.take(folder);
    expect(take).toThrow(FolderInUseError);
    expect(take).toThrow(`process ${process.ppid} on ${hostname()}`);
    expect(files()).toHaveLength(1);
  });

  it('is free after its release', () => {
    FolderLock.take(folder).release();
    expect(files()).toEqual([]);
    FolderLock.take(folder).release();
  });

  it('is taken over from a process that died', () => {
    FolderLock.take(folder, { host: hostname(), pid: deadPid(), startedAt: 'once' });
    FolderLock.take(folder);
    expect(files()).toHaveLength(1);
  });

  it('is taken over when the number of the dead process belongs to another one now', () => {
    FolderLock.take(folder, { host: hostname(), pid: process.ppid, startedAt: 'another boot/1' });
    FolderLock.take(folder);
    expect(files()).toHaveLength(1);
  });

  it('is not taken over from another host, whose processes cannot be seen', () => {
    FolderLock.take(folder, { host: 'elsewhere', pid: deadPid(), startedAt: '' });
    expect(() => FolderLock.take(folder)).toThrow('on elsewhere');
  });

  it('does not mind files that are none of its own', () => {
    FolderLock.take(folder).release();
    writeFileSync(join(folder, 'lock', '.DS_Store'), '');
    FolderLock.take(folder);
    expect(files()).toContain('.DS_Store');
  });
});

describe('a process', () => {
  it('knows that it runs itself', () => {
    expect(isRunning(thisProcess())).toBe(true);
    expect(thisProcess().startedAt).not.toBe('');
  });
});
