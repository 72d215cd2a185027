// The messages of the backend that we make ourselves (PostgreSQL 17, §53.7). Everything else comes from the engine.

/** Transaction state in ReadyForQuery: idle, in a transaction, in a failed transaction. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** What ErrorResponse says (§53.8). FATAL ends the connection. */
export interface WireError {
  readonly severity: 'ERROR' | 'FATAL';
  /** Five characters, PostgreSQL 17 appendix A. */
  readonly sqlState: string;
  readonly message: string;
  readonly hint?: string;
}

/** One message: type byte, length (itself included, the type not), body. Strings become zero-terminated UTF-8. */
export function message(type: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const pieces = parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part));
  const header = Buffer.alloc(5, type, 'latin1');
  header.writeInt32BE(4 + pieces.reduce((bytes, piece) => bytes + piece.length, 0), 1);
  return Buffer.concat([header, ...pieces]);
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

export const authenticationOk = message('R', int32(0));

/** Offers one mechanism (AuthenticationSASL). */
export const authenticationSasl = (mechanism: string) => message('R', int32(10), mechanism, Buffer.alloc(1));

export const authenticationSaslContinue = (data: string) => message('R', int32(11), Buffer.from(data));

export const authenticationSaslFinal = (data: string) => message('R', int32(12), Buffer.from(data));

export const parameterStatus = (name: string, value: string) => message('S', name, value);

export const backendKeyData = (processId: number, secret: number) => message('K', int32(processId), int32(secret));

/** Answers a client that speaks a newer minor version: 3.0 it is, and these of its options are not known. */
export const negotiateProtocolVersion = (unknownOptions: readonly string[]) =>
  message('v', int32(0), int32(unknownOptions.length), ...unknownOptions);

export const readyForQuery = (status: TransactionStatus) => message('Z', Buffer.from(status));

export const errorResponse = ({ severity, sqlState, message: text, hint }: WireError) =>
  message(
    'E',
    `S${severity}`,
    `V${severity}`,
    `C${sqlState}`,
    `M${text}`,
    ...(hint === undefined ? [] : [`H${hint}`]),
    Buffer.alloc(1),
  );
