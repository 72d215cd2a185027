import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';

/** How an export ended; `cut`: whoever asked went away or took nothing any more. */
export type ExportEnd = 'complete' | 'cut' | 'failed';

/** What is to be told of an export. */
export interface ExportObserver {
  /** The text is all there; the file counts as whole only once this has succeeded. */
  completed(rows: number): Promise<void>;
  /** It ended before its end; must not throw. */
  broke(rows: number, end: Exclude<ExportEnd, 'complete'>, failure: unknown): Promise<void>;
}

/**
 * A file as a stream that reads its list no faster than it is read itself: at most one page waits in it.
 *
 * A failure destroys it, so that its connection is cut: a file that only ended early would pass for a whole one.
 *
 * @param textOf makes the pieces of the file and tells how many rows each has
 */
export function exportStream(
  textOf: (wrote: (rows: number) => void) => AsyncGenerator<string>,
  observer: ExportObserver,
): Readable {
  let rows = 0;
  const text = textOf((more) => {
    rows += more;
  });
  // A stream is read on in whatever asks for more, often the socket; statements and audit name the request, though.
  const inRequest = AsyncLocalStorage.snapshot();
  async function* observed(): AsyncGenerator<string> {
    let end: ExportEnd = 'cut';
    let failure: unknown;
    let isHandedOver = false;
    try {
      for (;;) {
        const piece = await inRequest(() => text.next());
        if (piece.done) break;
        isHandedOver = true;
        yield piece.value;
        isHandedOver = false;
      }
      await inRequest(() => observer.completed(rows));
      end = 'complete';
    } catch (cause) {
      // What arrives while a piece is with the reader is how a stream tells that the reader is gone.
      if (!isHandedOver) [end, failure] = ['failed', cause];
      throw cause;
    } finally {
      const how = end;
      if (how !== 'complete') await inRequest(() => observer.broke(rows, how, failure));
    }
  }
  return Readable.from(observed(), { highWaterMark: 1 });
}
