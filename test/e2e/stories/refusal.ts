import { type ProblemDocument, problemDocument } from '#libs/contracts/http';
import type { Answer } from '../platform/api-client.js';

/** The problem a refused request was answered with, of exactly the documented shape. @throws {ZodError} it was not refused */
export async function refusal(asked: Promise<Answer>): Promise<ProblemDocument> {
  return problemDocument.strict().parse((await asked).body);
}

/** Its status and code. */
export async function refusedAs(asked: Promise<Answer>): Promise<readonly [status: number, code: string]> {
  const { status, code } = await refusal(asked);
  return [status, code];
}
