/** The fields of a structured log line that the terminal shows. */
interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly msg: string;
  readonly err?: { readonly message?: string };
  /** Of the api's line about an answered request, whose path holds no secrets. */
  readonly method?: unknown;
  readonly path?: unknown;
  readonly status?: unknown;
  readonly durationMs?: unknown;
}

function isLogLine(value: unknown): value is LogLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'time' in value &&
    typeof value.time === 'string' &&
    'level' in value &&
    typeof value.level === 'string' &&
    'msg' in value &&
    typeof value.msg === 'string'
  );
}

/** A line of a process as a person reads it; anything that is no log line is shown as it is. */
export function consoleLine(name: string, line: string): string {
  const label = name.padEnd(8);
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return `${label} ${line}`;
  }
  if (!isLogLine(parsed)) return `${label} ${line}`;
  const level = parsed.level === 'info' ? '' : `${parsed.level}: `;
  const cause = parsed.err?.message ? ` (${parsed.err.message})` : '';
  return `${parsed.time.slice(11, 19)} ${label} ${level}${requestIn(parsed) ?? parsed.msg}${cause}`;
}

/** An answered request in a line; undefined for every other one. */
function requestIn({ msg, method, path, status, durationMs }: LogLine): string | undefined {
  if (msg !== 'request' || typeof path !== 'string') return undefined;
  // A client may write bytes into its address that a terminal takes for orders.
  return `${method} ${path.replaceAll(/[^\x21-\x7e]/g, '?')} ${status} in ${durationMs} ms`;
}
