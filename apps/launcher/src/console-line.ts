/** The fields of a structured log line that the terminal shows. */
interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly msg: string;
  readonly err?: { readonly message?: string };
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
  return `${parsed.time.slice(11, 19)} ${label} ${level}${parsed.msg}${cause}`;
}
