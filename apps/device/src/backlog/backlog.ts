import { closeSync, fdatasyncSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type BacklogEntry, lineOfAdded, lineOfRemoved, readLine } from './backlog-journal.js';
import { isSystemError, lockBacklog } from './backlog-lock.js';

/** How a backlog is kept. */
export interface BacklogOptions {
  /** Where; its folder must exist. */
  readonly file: string;
  /** Most bytes of waiting messages; beyond, the oldest are given up. The file may grow to about twice that. */
  readonly maximumBytes: number;
  /** `power-cut`: every message is forced to the disk; `crash`: it is safe when the process is killed, not the machine. */
  readonly survives: 'crash' | 'power-cut';
}

/** Bytes of lines that no longer matter before the file is rewritten. */
const TIDY_BYTES = 64 * 1024;

/**
 * The messages a device has yet to bring home, in a file of its own.
 *
 * Every message is written down before it is sent and struck out when the platform has acknowledged it, so that a kill,
 * a restart or a week without network loses nothing but what does not fit. One process has it at a time.
 */
export class Backlog {
  private readonly waiting = new Map<number, BacklogEntry>();
  private descriptor: number;
  private lastSequence = 0;
  private waitingBytes = 0;
  private fileBytes = 0;
  private givenUp = 0;

  /**
   * Opens the file or makes it, with what an earlier process left in it.
   *
   * @throws {BacklogInUseError} another process has it open
   */
  static open(options: BacklogOptions): Backlog {
    const unlock = lockBacklog(options.file);
    try {
      return new Backlog(options, unlock);
    } catch (cause) {
      unlock();
      throw cause;
    }
  }

  private constructor(
    private readonly options: BacklogOptions,
    private readonly unlock: () => void,
  ) {
    this.readFile();
    this.descriptor = this.rewritten();
  }

  /** How many messages wait, those on their way included. */
  get size(): number {
    return this.waiting.size;
  }

  /** How many messages were given up since it was opened, because the backlog was full or a message alone too large. */
  get lost(): number {
    return this.givenUp;
  }

  /** Writes a message down, after all others. When the backlog is full, the oldest messages make room. */
  append(topic: string, payload: string): void {
    const entry = { sequence: this.lastSequence + 1, topic, payload };
    if (bytesOf(entry) > this.options.maximumBytes) {
      this.givenUp++; // it would push out everything else and not fit even then
      return;
    }
    this.keep(entry);
    this.write(lineOfAdded(entry));
    if (this.options.survives === 'power-cut') fdatasyncSync(this.descriptor);
    for (const sequence of this.makeRoom()) this.write(lineOfRemoved(sequence));
    this.tidy();
  }

  /** The waiting messages in the order they were written down. What is removed meanwhile is left out. */
  entries(): IterableIterator<BacklogEntry> {
    return this.waiting.values();
  }

  /** Strikes messages out, because they were acknowledged. Numbers that are gone already are passed over. */
  remove(sequences: Iterable<number>): void {
    for (const sequence of sequences) if (this.forget(sequence)) this.write(lineOfRemoved(sequence));
    this.tidy();
  }

  /** Closes the file; what waits in it is there at the next opening. Nothing may be called afterwards. */
  close(): void {
    closeSync(this.descriptor);
    this.unlock();
  }

  private readFile(): void {
    let content: string;
    try {
      content = readFileSync(this.options.file, 'utf8');
    } catch (cause) {
      if (isSystemError(cause, 'ENOENT')) return;
      throw cause;
    }
    for (const line of content.split('\n')) {
      const read = readLine(line);
      if (read === undefined) continue; // damaged by a crash while it was written, or the empty end
      if ('removed' in read) this.forget(read.removed);
      else this.keep(read.added);
    }
    this.makeRoom(); // the limit may be lower than it was
  }

  private keep(entry: BacklogEntry): void {
    this.waiting.set(entry.sequence, entry);
    this.waitingBytes += bytesOf(entry);
    this.lastSequence = Math.max(this.lastSequence, entry.sequence);
  }

  private forget(sequence: number): boolean {
    const entry = this.waiting.get(sequence);
    if (entry === undefined) return false;
    this.waiting.delete(sequence);
    this.waitingBytes -= bytesOf(entry);
    return true;
  }

  /** Forgets the oldest messages until the rest fits; returns which they were. */
  private makeRoom(): readonly number[] {
    const forgotten: number[] = [];
    for (const { sequence } of this.waiting.values()) {
      if (this.waitingBytes <= this.options.maximumBytes) break;
      this.forget(sequence);
      forgotten.push(sequence);
    }
    this.givenUp += forgotten.length;
    return forgotten;
  }

  private write(line: string): void {
    const bytes = Buffer.from(line);
    for (let done = 0; done < bytes.length; ) done += writeSync(this.descriptor, bytes, done);
    this.fileBytes += bytes.length;
  }

  private tidy(): void {
    if (this.fileBytes < 2 * this.waitingBytes + TIDY_BYTES) return;
    const old = this.descriptor;
    this.descriptor = this.rewritten();
    closeSync(old);
  }

  /** Writes what waits to a new file and puts it in the place of the old one; a crash leaves one of the two whole. */
  private rewritten(): number {
    const { file } = this.options;
    const fresh = `${file}.new`;
    const lines = Buffer.from([...this.waiting.values()].map(lineOfAdded).join(''));
    const descriptor = openSync(fresh, 'w', 0o600);
    for (let done = 0; done < lines.length; ) done += writeSync(descriptor, lines, done);
    fsyncSync(descriptor);
    renameSync(fresh, file);
    syncFolder(dirname(file));
    this.fileBytes = lines.length;
    return descriptor;
  }
}

/** What an entry takes in the file, about: its texts in UTF-8 and the rest of its line. */
function bytesOf({ topic, payload }: BacklogEntry): number {
  return Buffer.byteLength(topic) + Buffer.byteLength(payload) + 32;
}

/** Makes a rename last through a power cut. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
