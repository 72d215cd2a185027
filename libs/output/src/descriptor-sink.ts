import { write } from 'node:fs';
import { Writable } from 'node:stream';

/** Between two tries of a write that nobody takes, milliseconds. */
const RETRY_MS = 25;

/**
 * Writes to an open file, a non-blocking terminal or device without waiting in the calling thread.
 *
 * A terminal that is stopped (Ctrl-S) answers EAGAIN and is asked again. Any other failure loses that piece and is no
 * end: a full disk (ENOSPC) may have room for the next.
 */
export function descriptorSink(descriptor: number): Writable {
  const put = (piece: Buffer, done: (failure?: Error | null) => void): void => {
    write(descriptor, piece, 0, piece.length, null, (failure, written) => {
      if (failure?.code === 'EAGAIN') setTimeout(() => put(piece, done), RETRY_MS).unref();
      else if (!failure && written < piece.length) put(piece.subarray(written), done);
      else done();
    });
  };
  return new Writable({
    write: (piece: Buffer, _encoding, done) => put(piece, done),
    writev: (pieces, done) => put(Buffer.concat(pieces.map(({ chunk }) => chunk as Buffer)), done),
  });
}
