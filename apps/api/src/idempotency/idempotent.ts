import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { Clock } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';
import { currentActorOf } from '../auth/current-actor.js';
import { InvalidRequestError } from '../problems/request-errors.js';
import { AnswerStore } from './answer.store.js';
import { IdempotencyKeyInUseError, IdempotencyKeyReusedError } from './idempotency-errors.js';
import { requestFingerprint } from './request-fingerprint.js';

/** Visible ASCII; quotation marks around it, as draft-ietf-httpapi-idempotency-key-header has them, are left out. */
const KEY = /^(?:"([!#-~]{1,255})"|([!#-~]{1,255}))$/;

/**
 * Gives the first answer again to a request that is repeated with its `Idempotency-Key`, for a day.
 *
 * What the request does and its answer are one unit of work: there is never one without the other. What was refused
 * did nothing and is not kept, so the same key may try again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly answers: AnswerStore,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const header = request.headers['idempotency-key'];
    const actor = currentActorOf(request);
    if (header === undefined || !actor) return next.handle();
    const of = { callerId: actor.apiKeyId ?? actor.personId, key: keyFrom(header) };
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.#answer(of, request, reply, next));
  }

  #answer(
    of: { readonly callerId: string; readonly key: string },
    { method, url, body }: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const fingerprint = requestFingerprint(method, url, body);
    return this.database.run(async () => {
      if (!(await this.answers.hold(of))) throw new IdempotencyKeyInUseError(of.key);
      const now = this.clock.now();
      const kept = await this.answers.find(of, now);
      if (kept && Buffer.compare(kept.fingerprint, fingerprint) !== 0) throw new IdempotencyKeyReusedError(of.key);
      if (kept) {
        reply.header('idempotency-replayed', 'true');
        return JSON.parse(kept.answer) as unknown;
      }
      const answer: unknown = await firstValueFrom(next.handle());
      await this.answers.keep(of, { fingerprint, answer: JSON.stringify(answer) }, now);
      return answer;
    });
  }
}

function keyFrom(header: string | readonly string[]): string {
  const [, quoted, plain] = (typeof header === 'string' && KEY.exec(header)) || [];
  const key = quoted ?? plain;
  if (key !== undefined) return key;
  const message = 'must be one key of 1 to 255 visible ASCII characters, such as a UUID';
  throw new InvalidRequestError([{ path: 'Idempotency-Key', message }]);
}

/** Lets a route be asked again without doing anything twice; for routes whose answers hold no secrets. */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'A key of your own, 1 to 255 visible ASCII characters such as a UUID. The same request with the same key gets ' +
        'the first answer again for 24 hours, with Idempotency-Replayed: true, and does nothing twice; another body ' +
        'with it is refused with 422, a repetition while the first is being carried out with 409. What was refused is ' +
        'not kept.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
