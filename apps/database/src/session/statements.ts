// Looks at SQL only as far as the shared backend makes it necessary: which statements a text holds and the first words
// of each. It is a reader of tokens (PostgreSQL 17, §4.1), not of grammar. Left out: standard_conforming_strings = off,
// and bodies of SQL functions in BEGIN ATOMIC, whose statements count as statements of the text.

/** A key word or name, folded to lower case unless quoted, or any other single character; strings are `'`. */
export interface Token {
  readonly text: string;
  readonly quoted: boolean;
  /** Where it begins in the text, in UTF-16 code units. */
  readonly at: number;
}

export interface Statement {
  /** Its first tokens, at least one. */
  readonly tokens: readonly Token[];
  /** Key words further on that matter wherever they stand; see `keywordsAnywhere`. */
  readonly marks: readonly Token[];
}

/** Tokens kept of a statement: enough for the longest phrase that matters, `DEALLOCATE PREPARE ALL`. */
const TOKENS_KEPT = 4;
const MARKS_KEPT = 16;
const keywordsAnywhere: ReadonlySet<string> = new Set(['concurrently', 'transaction_per_chunk']);

const blank = /(?:\s|--[^\n\r]*)+/y;
const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const escapeString = /[eE]'(?:[^'\\]|''|\\[\s\S])*'?/y;
const plainString = /'(?:[^']|'')*'?/y;
const quotedName = /"((?:[^"]|"")*)"?/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const parameterOrNumber = /\$?\d[\w.]*/y;

/** The statements of a query text, in order; empty ones do not count. */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = [];
  let tokens: Token[] = [];
  let marks: Token[] = [];
  const finish = () => {
    if (tokens.length > 0) statements.push({ tokens, marks });
    tokens = [];
    marks = [];
  };
  for (const token of tokensOf(sql)) {
    if (token.text === ';' && !token.quoted) finish();
    else if (tokens.length < TOKENS_KEPT) tokens.push(token);
    if (!token.quoted && keywordsAnywhere.has(token.text) && marks.length < MARKS_KEPT) marks.push(token);
  }
  finish();
  return statements;
}

/** Whether the statement begins with these key words. */
export function beginsWith(statement: Statement, ...keywords: readonly string[]): boolean {
  return keywords.every((keyword, i) => statement.tokens[i]?.text === keyword && !statement.tokens[i]?.quoted);
}

function* tokensOf(sql: string): Generator<Token> {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(sql);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < sql.length) {
    if (match(blank)) continue;
    const start = at;
    if (sql.startsWith('/*', at)) {
      at = endOfComment(sql, at);
      continue;
    }
    const dollar = match(dollarTag);
    if (dollar) {
      const end = sql.indexOf(dollar[0], at);
      at = end < 0 ? sql.length : end + dollar[0].length;
      yield { text: "'", quoted: false, at: start };
      continue;
    }
    const name = match(quotedName);
    if (name) {
      yield { text: (name[1] ?? '').replaceAll('""', '"'), quoted: true, at: start };
      continue;
    }
    if (match(escapeString) || match(plainString)) {
      yield { text: "'", quoted: false, at: start };
      continue;
    }
    const key = match(word);
    if (key) {
      yield { text: key[0].replace(/[A-Z]/g, (letter) => letter.toLowerCase()), quoted: false, at: start };
      continue;
    }
    if (match(parameterOrNumber)) {
      yield { text: '0', quoted: false, at: start };
      continue;
    }
    yield { text: sql[at] ?? '', quoted: false, at: start };
    at += 1;
  }
}

/** Where a block comment ends that begins at `start`; they nest (§4.1.5). */
function endOfComment(sql: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let found = mark.exec(sql); found; found = mark.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return sql.length;
}
