import { Module } from '@nestjs/common';
import { AnswerStore } from './answer.store.js';
import { IdempotencyInterceptor } from './idempotent.js';

/** What routes marked `@Idempotent()` stand on. */
@Module({ providers: [AnswerStore, IdempotencyInterceptor], exports: [AnswerStore, IdempotencyInterceptor] })
export class IdempotencyModule {}
