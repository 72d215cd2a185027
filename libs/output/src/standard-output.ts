import { constants, fstatSync, openSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { descriptorSink } from './descriptor-sink.js';
import { LineOutput } from './line-output.js';

const STANDARD_OUTPUT = 1;

let output: LineOutput | undefined;

/** The standard output of this process, the same at every call. */
export function standardOutput(): LineOutput {
  output ??= new LineOutput(openStandardOutput());
  return output;
}

/**
 * Node writes to pipes and sockets without blocking, but to files and terminals it blocks until they took it.
 *
 * A terminal is opened again because whether it blocks belongs to the open file, which is shared with the shell.
 */
function openStandardOutput(): Writable {
  // Once it was touched Node has made it non-blocking: its own last words about an exception wait for nobody either.
  process.stderr.on('error', () => undefined);
  let kind: ReturnType<typeof fstatSync>;
  try {
    kind = fstatSync(STANDARD_OUTPUT);
  } catch {
    return process.stdout; // closed: Node has put the null device in its place
  }
  if (kind.isFile()) return descriptorSink(STANDARD_OUTPUT);
  if (!kind.isCharacterDevice()) return process.stdout;
  try {
    const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;
    return descriptorSink(openSync(`/proc/self/fd/${STANDARD_OUTPUT}`, O_WRONLY | O_NONBLOCK | O_NOCTTY));
  } catch {
    return process.stdout; // no /proc, or a terminal of somebody else
  }
}
