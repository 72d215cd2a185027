import type { LoggerService } from '@nestjs/common';
import type { LogSink } from './log-sink.js';

/** Takes what Nest itself has to say into our log; its start-up chatter is of use when debugging only. */
export class NestLog implements LoggerService {
  constructor(private readonly sink: LogSink) {}

  log(message: unknown, ...more: unknown[]): void {
    this.sink.debug({ more }, `nest: ${String(message)}`);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.sink.warn({ more }, `nest: ${String(message)}`);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.sink.error({ more, ...(message instanceof Error && { err: message }) }, `nest: ${String(message)}`);
  }
}
