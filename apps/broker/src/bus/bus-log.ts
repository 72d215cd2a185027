import type { OnModuleDestroy } from '@nestjs/common';
import { NestLog } from '#libs/platform';

/** What Nest says about its connection to the bus. */
export class BusLog extends NestLog implements OnModuleDestroy {
  #hasEnded = false;

  onModuleDestroy(): void {
    this.#hasEnded = true;
  }

  /** After our goodbye the listener drops the connection, which TLS reports as a reset: nothing that anybody should see. */
  override error(message: unknown, ...more: unknown[]): void {
    if (!this.#hasEnded) super.error(message, ...more);
  }
}
