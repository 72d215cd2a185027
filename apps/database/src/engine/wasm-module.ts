/** Called by the engine with a place in its memory and a number of bytes; answers how many it took or gave. */
type TransferCallback = (pointer: number, length: number) => number;

/** An open file of the engine's virtual file system; `nfd` is the real descriptor, absent for folders. */
export interface EngineFile {
  readonly path: string;
  readonly node: object;
  readonly nfd?: number;
}

/** The operations of the virtual file system that stands for a real folder (Emscripten NODEFS). */
export interface FolderFiles {
  readonly stream_ops: {
    write(file: EngineFile, buffer: Uint8Array, offset: number, length: number, position: number): number;
    close(file: EngineFile): void;
    /** Absent in Emscripten: there the engine's fsync() does nothing. */
    fsync?(file: EngineFile): number;
  };
  realPath(node: object): string;
}

/**
 * What we use of the WebAssembly module inside PGlite 0.3.14, below its documented interface.
 *
 * The documented way copies every answer three times, parses it and keeps the result for ever; hence the exact pin of the
 * package.
 */
export interface WasmModule {
  readonly HEAPU8: Uint8Array;
  readonly FS: { readonly filesystems: { readonly NODEFS: FolderFiles } };
  addFunction(callback: TransferCallback, signature: 'iii'): number;
  _set_read_write_cbs(read: number, write: number): void;
  /** Executes messages until its receive buffer of 8 KiB is empty, which may be before the input is. */
  _interactive_one(length: number, firstByte: number): void;
  /** Takes one from the files that are counted as open outside of PostgreSQL's own cache of them (fd.c), also below zero. */
  _ReleaseExternalFD(): void;
}
