import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineFile, FolderFiles } from './wasm-module.js';

const WAL_FOLDER = '/pg_wal/';

/** The two system calls that make bytes survive a loss of power. */
export interface DiskSync {
  /** Contents of an open file. */
  data(descriptor: number): void;
  /** An open file, or a folder's entries by path. */
  all(file: number | string): void;
}

/** The machine's disk. */
export const realDisk: DiskSync = {
  data: fdatasyncSync,
  all(file) {
    if (typeof file === 'number') {
      fsyncSync(file);
      return;
    }
    const descriptor = openSync(file, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
};

/** Leaves everything to the operating system: survives the death of the process, not of the machine. */
export const noDisk: DiskSync = { data: () => undefined, all: () => undefined };

/**
 * Makes commits of the embedded database survive a loss of power.
 *
 * In WebAssembly fsync() and fdatasync() do nothing, so PostgreSQL's write-ahead rule holds against the death of the
 * process only. This brings both back: the log reaches the disk before any other file is written after it and before an
 * answer leaves (`settle`), and a checkpoint's fsync() is a real one.
 */
export class Durability {
  readonly #unsynced = new Set<EngineFile>();
  #walBytes = 0;

  constructor(private readonly disk: DiskSync) {}

  /** Bytes of log written since this process started. */
  get walBytes(): number {
    return this.#walBytes;
  }

  /** Takes its place in the virtual file system; before the engine opens its first file. */
  attach(files: FolderFiles): void {
    const operations = files.stream_ops;
    const { write, close } = operations;
    operations.write = (file, buffer, offset, length, position) => {
      if (file.path.includes(WAL_FOLDER)) {
        this.#unsynced.add(file);
        this.#walBytes += length;
      } else {
        this.settle();
      }
      return write(file, buffer, offset, length, position);
    };
    operations.close = (file) => {
      if (this.#unsynced.has(file)) this.settle();
      close(file);
    };
    operations.fsync = (file) => {
      this.disk.all(file.nfd ?? files.realPath(file.node));
      return 0;
    };
  }

  /** Returns when every byte of log written so far is on the disk. */
  settle(): void {
    for (const file of this.#unsynced) if (file.nfd !== undefined) this.disk.data(file.nfd);
    this.#unsynced.clear();
  }
}

/** Brings a folder with all it holds to the disk. */
export function syncFolder(folder: string, disk: DiskSync): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncFolder(path, disk);
    else disk.all(path);
  }
  disk.all(folder);
}
