import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DiskSync, Durability, realDisk, syncFolder } from './durability.js';
import type { EngineFile, FolderFiles } from './wasm-module.js';

const wal: EngineFile = { path: '/base/pg_wal/000000010000000000000001', node: {}, nfd: 7 };
const table: EngineFile = { path: '/base/base/1/2', node: {}, nfd: 8 };
const folder: EngineFile = { path: '/base/pg_wal', node: {} };

function attached() {
  const journal: string[] = [];
  const disk: DiskSync = {
    data: (descriptor) => journal.push(`sync ${descriptor}`),
    all: (file) => journal.push(`sync all ${file}`),
  };
  const files: FolderFiles = {
    stream_ops: {
      write: (file, _buffer, _offset, length) => {
        journal.push(`write ${file.nfd}`);
        return length;
      },
      close: (file) => journal.push(`close ${file.nfd}`),
    },
    realPath: () => '/data/files/pg_wal',
  };
  const durability = new Durability(disk);
  durability.attach(files);
  const write = (file: EngineFile, bytes = 10) => files.stream_ops.write(file, Buffer.alloc(bytes), 0, bytes, 0);
  return { journal, durability, write, operations: files.stream_ops };
}

describe('Durability', () => {
  it('brings the log to the disk before an answer leaves, once', () => {
    const { journal, durability, write } = attached();
    write(wal);
    write(wal);
    durability.settle();
    durability.settle();
    expect(journal).toEqual(['write 7', 'write 7', 'sync 7']);
  });

  it('brings the log to the disk before any other file is written after it', () => {
    const { journal, write } = attached();
    write(wal);
    write(table);
    write(table);
    expect(journal).toEqual(['write 7', 'sync 7', 'write 8', 'write 8']);
  });

  it('brings a piece of the log to the disk before it is closed', () => {
    const { journal, write, operations } = attached();
    write(wal);
    operations.close(wal);
    operations.close(table);
    expect(journal).toEqual(['write 7', 'sync 7', 'close 7', 'close 8']);
  });

  it('makes the engine’s own fsync a real one, also for folders', () => {
    const { journal, operations } = attached();
    operations.fsync?.(table);
    operations.fsync?.(folder);
    expect(journal).toEqual(['sync all 8', 'sync all /data/files/pg_wal']);
  });

  it('counts what is written to the log', () => {
    const { durability, write } = attached();
    write(wal, 100);
    write(table, 1000);
    write(wal, 20);
    expect(durability.walBytes).toBe(120);
  });
});

describe('a folder', () => {
  it('comes to the disk with all it holds, itself last', () => {
    const top = mkdtempSync(join(tmpdir(), 'fieldgate-sync-'));
    mkdirSync(join(top, 'a'));
    writeFileSync(join(top, 'a', 'b'), '');
    const synced: (number | string)[] = [];
    syncFolder(top, {
      data: () => undefined,
      all(file) {
        synced.push(file);
        realDisk.all(file);
      },
    });
    rmSync(top, { recursive: true });
    expect(synced).toEqual([join(top, 'a', 'b'), join(top, 'a'), top]);
  });
});
