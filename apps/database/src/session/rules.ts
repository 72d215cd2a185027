import { COPY_FAIL_REASON } from '../engine/engine.js';
import type { ErrorInDisguise } from '../wire/answer.js';
import { beginsWith, type Statement, statementsOf, type Token } from './statements.js';

/** What a client's text does to state that all clients share. */
export interface SharedStateEffects {
  /**
   * The text the backend gets in place of the client's. For one that is refused it is a stumbling block: it fails
   * there, in the right place, in the right way.
   */
  readonly replacement?: string;
  /** LISTEN and UNLISTEN in order. */
  readonly listening: readonly ListenAction[];
  /** Names made by PREPARE. */
  readonly prepared: readonly string[];
  /** It may change settings without saying so in a command tag. */
  readonly mayChangeSettings: boolean;
}

export type ListenAction =
  | { readonly kind: 'listen' | 'unlisten'; readonly channel: string }
  | { readonly kind: 'unlisten-all' };

/** Longest name of PostgreSQL in bytes (NAMEDATALEN - 1); it cuts longer ones. */
const NAME_LIMIT_BYTES = 63;

/** Most named statements of one connection; each stays in the backend's memory until it is closed. */
export const STATEMENTS_LIMIT = 5_000;

const refusal = (marker: string, message: string, hint: string): ErrorInDisguise => ({
  marker,
  error: { severity: 'ERROR', sqlState: '0A000', message, hint },
});

/**
 * Statements that are not for a backend which all connections share.
 *
 * The backend is given the marker in place of the text, stumbles over it as over any syntax error, and so rolls back or
 * fails the transaction exactly as it should.
 */
const refusals = {
  discard: refusal(
    'fieldgate_refuses_discard',
    'DISCARD ALL and DISCARD TEMP are not available on the embedded database.',
    'All connections share one backend; close the connection to drop its state.',
  ),
  deallocateAll: refusal(
    'fieldgate_refuses_deallocate_all',
    'DEALLOCATE ALL is not available on the embedded database.',
    'All connections share one backend; close the connection, or the statements one by one.',
  ),
  tooManyStatements: {
    marker: 'fieldgate_refuses_another_statement',
    error: {
      severity: 'ERROR',
      sqlState: '54000',
      message: `A connection of the embedded database keeps at most ${STATEMENTS_LIMIT} named statements.`,
      hint: 'Close statements that are not used again, or send them unnamed.',
    },
  },
  transactionPerChunk: refusal(
    'fieldgate_refuses_transaction_per_chunk',
    'The option timescaledb.transaction_per_chunk is not available on the embedded database.',
    'Leave it out: no other connection could use the table meanwhile anyway.',
  ),
  functionCall: refusal(
    'fieldgate_refuses_function_call',
    'The function call protocol is not available on the embedded database.',
    'Call the function in a SELECT.',
  ),
} as const satisfies Record<string, ErrorInDisguise>;

const copyFromStdin = refusal(
  COPY_FAIL_REASON,
  'COPY FROM STDIN is not available on the embedded database.',
  'Insert from arrays: INSERT INTO ... SELECT FROM unnest($1::..., $2::...).',
);

/** Every error of the backend that is really one of ours. */
export const disguises: readonly ErrorInDisguise[] = [...Object.values(refusals), copyFromStdin];

/** In place of the text of one named statement too many. */
export const tooManyStatementsRefusal = refusals.tooManyStatements.marker;

/** In place of a message of the function call protocol (PostgreSQL 17, §53.2.8). */
export const functionCallRefusal = refusals.functionCall.marker;

const noEffects: SharedStateEffects = { listening: [], prepared: [], mayChangeSettings: false };
const noticeable = /discard|deallocate|listen|prepare|set_config|concurrently|transaction_per_chunk/i;

/** Reads a query text for what it would do to state that all clients share; most texts do nothing. */
export function sharedStateEffects(sql: string): SharedStateEffects {
  if (!noticeable.test(sql)) return noEffects;
  const listening: ListenAction[] = [];
  const prepared: string[] = [];
  const concurrently: Token[] = [];
  for (const statement of statementsOf(sql)) {
    const refused = refusalFor(statement);
    if (refused) return { ...noEffects, replacement: refused.marker };
    const action = listenAction(statement);
    if (action) listening.push(action);
    if (beginsWith(statement, 'prepare') && !beginsWith(statement, 'prepare', 'transaction')) {
      prepared.push(nameIn(statement));
    }
    if (changesIndexes.test(statement.tokens[0]?.text ?? '')) {
      concurrently.push(...statement.marks.filter(({ text }) => text === 'concurrently'));
    }
  }
  const effects = { listening, prepared, mayChangeSettings: /set_config/i.test(sql) };
  return concurrently.length === 0 ? effects : { ...effects, replacement: blanked(sql, concurrently) };
}

/**
 * The commands that the engine breaks catalogs with when they are CONCURRENTLY: within them it does not see its own
 * commits. Without the word they do the same, as nobody else could use the table meanwhile. REFRESH is not among them.
 */
const changesIndexes = /^(create|drop|reindex|alter)$/;

/** The text with blanks in place of these words, so that positions in errors stay right. */
function blanked(sql: string, words: readonly Token[]): string {
  let text = sql;
  for (const { at, text: found } of words) {
    text = text.slice(0, at) + ' '.repeat(found.length) + text.slice(at + found.length);
  }
  return text;
}

function refusalFor(statement: Statement): ErrorInDisguise | undefined {
  if (beginsWith(statement, 'discard') && /^(all|temp|temporary)$/.test(statement.tokens[1]?.text ?? '')) {
    return refusals.discard;
  }
  if (beginsWith(statement, 'deallocate', 'all') || beginsWith(statement, 'deallocate', 'prepare', 'all')) {
    return refusals.deallocateAll;
  }
  const perChunk = statement.marks.some(({ text }) => text === 'transaction_per_chunk');
  return perChunk ? refusals.transactionPerChunk : undefined;
}

function listenAction(statement: Statement): ListenAction | undefined {
  if (beginsWith(statement, 'listen')) return { kind: 'listen', channel: nameIn(statement) };
  if (beginsWith(statement, 'unlisten', '*')) return { kind: 'unlisten-all' };
  if (beginsWith(statement, 'unlisten')) return { kind: 'unlisten', channel: nameIn(statement) };
  return undefined;
}

/** The name after the first word, cut as PostgreSQL cuts it: at a whole character within 63 bytes. */
function nameIn(statement: Statement): string {
  const name = Buffer.from(statement.tokens[1]?.text ?? '');
  if (name.length <= NAME_LIMIT_BYTES) return name.toString();
  let end = NAME_LIMIT_BYTES;
  while (((name[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return name.toString('utf8', 0, end);
}
