/**
 * The rows in the backend's answer to a simple Query, values as text.
 *
 * @param sql named in the error
 * @throws {Error} with the backend's message when there is an ErrorResponse in it
 */
export function rowsOf(answer: Buffer, sql: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (let start = 0, end = 0; start < answer.length; start = end) {
    end = start + 1 + answer.readInt32BE(start + 1);
    const type = answer[start];
    if (type === 0x44) rows.push(rowOf(answer.subarray(start, end)));
    if (type === 0x45) throw new Error(`${errorField(answer.subarray(start, end), 'M')} (in: ${sql.slice(0, 200)})`);
  }
  return rows;
}

/** DataRow (PostgreSQL 17, §53.7). */
function rowOf(frame: Buffer): (string | null)[] {
  const values: (string | null)[] = [];
  let offset = 7;
  for (let column = frame.readInt16BE(5); column > 0; column -= 1) {
    const length = frame.readInt32BE(offset);
    offset += 4;
    values.push(length < 0 ? null : frame.toString('utf8', offset, offset + length));
    offset += Math.max(length, 0);
  }
  return values;
}

/** The message of the last ErrorResponse among whole messages, empty when there is none; what is cut off at the end is ignored. */
export function lastErrorIn(answer: Buffer): string {
  let last = '';
  for (let start = 0; start + 5 <= answer.length; ) {
    const end = start + 1 + answer.readInt32BE(start + 1);
    if (answer[start] === 0x45 && end <= answer.length) last = errorField(answer.subarray(start, end), 'M');
    start = end;
  }
  return last;
}

/** One field of an ErrorResponse (§53.8), empty when it is not there. */
function errorField(frame: Buffer, code: string): string {
  for (const field of frame.toString('utf8', 5).split('\0')) if (field[0] === code) return field.slice(1);
  return '';
}
