import { EngineTrappedError } from '../errors.js';
import { Durability, noDisk } from './durability.js';
import { ANSWER_LIMIT_BYTES, COPY_FAIL_REASON, Engine } from './engine.js';
import type { WasmModule } from './wasm-module.js';

/** A module that hands its memory to `interact`, which stands for the backend. */
function engineWith(interact: (wasm: { read(limit: number): string; write(text: string): void }) => void) {
  const memory = Buffer.alloc(1024 * 1024);
  const callbacks: ((pointer: number, length: number) => number)[] = [];
  const module: WasmModule = {
    HEAPU8: memory,
    FS: { filesystems: { NODEFS: { stream_ops: { write: () => 0, close: () => undefined }, realPath: () => '' } } },
    addFunction: (callback) => callbacks.push(callback) - 1,
    _set_read_write_cbs: () => undefined,
    _ReleaseExternalFD: () => undefined,
    _interactive_one: () =>
      interact({
        read: (limit) => memory.toString('latin1', 0, callbacks[0]?.(0, limit) ?? 0),
        write: (text) => {
          memory.write(text, 0, 'latin1');
          callbacks[1]?.(0, text.length);
        },
      }),
  };
  return new Engine(module, new Durability(noDisk), () => Promise.resolve());
}
const pieces = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text));

describe('Engine', () => {
  it('gives the backend its messages through a small window and returns all it wrote', () => {
    const engine = engineWith(({ read, write }) => {
      for (let left = 7; left > 0; ) {
        const text = read(3);
        left -= text.length;
        write(text.toUpperCase());
      }
    });
    expect(engine.run(pieces('ab', 'c', 'defg')).bytes.toString()).toBe('ABCDEFG');
  });

  it('goes on when the backend stops at the end of its window with messages left', () => {
    const engine = engineWith(({ read, write }) => write(`<${read(3)}>`));
    expect(engine.run(pieces('abcd', 'efg')).bytes.toString()).toBe('<abc><def><g>');
  });

  it('fails a COPY that asks for more than was sent', () => {
    let copied = '';
    const engine = engineWith(({ read }) => {
      read(100);
      copied = read(100);
    });
    engine.run(pieces('copy'));
    expect(copied).toMatch(/^f/);
    expect(copied).toContain(COPY_FAIL_REASON);
  });

  it('throws an answer away that is too large to be held', () => {
    const piece = 'x'.repeat(1024 * 1024);
    const engine = engineWith(({ read, write }) => {
      read(100);
      for (let written = 0; written <= ANSWER_LIMIT_BYTES; written += piece.length) write(piece);
    });
    expect(engine.run(pieces('q'))).toMatchObject({ tooLarge: true, bytes: { length: 0 } });
  });

  it('tells the last thing the backend said before it trapped', () => {
    const engine = engineWith(({ write }) => {
      write('E\0\0\0\x17MNo space left.\0\0'.padEnd(24, '\0'));
      throw new Error('unreachable');
    });
    expect(() => engine.run(pieces('q'))).toThrow('trapped, after "No space left.", and');
  });

  it('never runs again after it trapped', () => {
    let runs = 0;
    const engine = engineWith(() => {
      runs += 1;
      throw new Error('unreachable');
    });
    expect(() => engine.run(pieces('q'))).toThrow(EngineTrappedError);
    expect(() => engine.run(pieces('q'))).toThrow(EngineTrappedError);
    expect(runs).toBe(1);
  });
});
