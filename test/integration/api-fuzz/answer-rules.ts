import { problemDocument } from '#libs/contracts/http';
import type { FuzzAnswer } from './send.js';

/** What no answer may show: stacks, statements, paths, names of classes. */
const insides = [
  /\bat .+\(.+:\d+:\d+\)|\bat (?:file|\/).+:\d+:\d+/,
  /node_modules|\/src\/|\/dist\/|\.[jt]s:\d+/,
  /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) .+\b(?:FROM|VALUES|SET|WHERE)\b/,
  /\b(?:relation|column|constraint) "\w+"/,
  /invalid byte sequence|out of range for type|syntax error/,
  /\b[A-Z]\w*(?:Error|Exception)\b/,
  /prisma/i,
];

/** What is wrong with an answer whatever was asked; undefined: nothing. */
export function faultOf({ status, contentType, text }: FuzzAnswer, codes: ReadonlySet<string>): string | undefined {
  if (status === 500) return 'answered 500';
  const shown = insides.find((inside) => inside.test(text));
  if (shown) return `shows its insides (${shown.source})`;
  if (status < 400) return undefined;
  if (!contentType.startsWith('application/problem+json')) return `is ${contentType}, and no problem document`;
  const problem = problemDocument.strict().safeParse(JSON.parse(text));
  if (!problem.success) return `is no whole problem document: ${problem.error.message}`;
  if (problem.data.status !== status) return `says ${problem.data.status} inside`;
  if (!codes.has(problem.data.code)) return `has the code ${problem.data.code}, which docs/errors.md does not know`;
  return undefined;
}
