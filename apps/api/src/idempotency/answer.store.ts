import { Injectable } from '@nestjs/common';
import { DAY_MS } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';

/** How long an answer is kept, milliseconds; the worker removes it some minutes later. */
export const ANSWER_KEPT_MS = DAY_MS;

/** Who asks, by which key. */
export interface KeyOfCaller {
  /** Id of the API key or the person. */
  readonly callerId: string;
  readonly key: string;
}

/** An answer with what it was given to. */
export interface KeptAnswer {
  /** SHA-256 of the request. */
  readonly fingerprint: Uint8Array;
  /** JSON. */
  readonly answer: string;
}

/** Answers by their keys, in the registry: written in the unit of work of what they tell of. */
@Injectable()
export class AnswerStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Holds the key until the unit of work ends. @returns false: another one holds it */
  async hold({ callerId, key }: KeyOfCaller): Promise<boolean> {
    const [row] = await this.database.client.$queryRaw<{ readonly held: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${callerId} ${key}`}, 0)) AS held`;
    return row?.held === true;
  }

  async find({ callerId, key }: KeyOfCaller, now: Date): Promise<KeptAnswer | undefined> {
    const [row] = await this.database.client.$queryRaw<KeptAnswer[]>`
      SELECT fingerprint, answer
      FROM idempotency_key
      WHERE caller_id = ${callerId}::uuid AND key = ${key} AND created_at > ${since(now)}::timestamptz`;
    return row;
  }

  /** Keeps it in place of one that is over. */
  async keep({ callerId, key }: KeyOfCaller, { fingerprint, answer }: KeptAnswer, now: Date): Promise<void> {
    await this.database.client.$executeRaw`
      INSERT INTO idempotency_key (caller_id, key, fingerprint, answer, created_at)
      VALUES (${callerId}::uuid, ${key}, ${fingerprint}, ${answer}, ${now}::timestamptz)
      ON CONFLICT (caller_id, key)
      DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = excluded.created_at`;
  }
}

const since = (now: Date) => new Date(now.getTime() - ANSWER_KEPT_MS);
