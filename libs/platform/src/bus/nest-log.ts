import type { LoggerService } from '@nestjs/common';
import type { Logger } from '../logging.js';

/** Takes what Nest itself has to say into our log; its start-up chatter is of use when debugging only. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...more: unknown[]): void {
    this.logger.debug({ more }, `nest: ${String(message)}`);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.logger.warn({ more }, `nest: ${String(message)}`);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.logger.error({ more, ...(message instanceof Error && { err: message }) }, `nest: ${String(message)}`);
  }
}
