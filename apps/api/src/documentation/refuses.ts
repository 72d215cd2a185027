import { ApiExtension } from '@nestjs/swagger';

/** Where an operation of the document says with which codes it refuses for reasons of its own. */
export const PROBLEM_CODES = 'x-problem-codes';

/** Notes the codes of docs/errors.md with which an operation refuses for reasons of its own subject. */
export const Refuses = (...codes: readonly string[]) => ApiExtension(PROBLEM_CODES, codes);
