import type { Page, Request } from 'playwright-core';
import { eventually } from '../e2e/platform/eventually.js';

/**
 * Once it is drawn: whether the router has come to where the address leads, and nothing says that it is still coming. A page that is
 * none of the console has no router.
 */
const IS_AT_REST = `new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const { status, location, resolvedLocation } = self.__TSR_ROUTER__?.state ?? { status: 'idle' };
  tell(status === 'idle' && location?.href === resolvedLocation?.href && !document.querySelector('main [aria-busy=true]'));
})))`;

/** Knows when a page has come to rest: all it asked for was answered and is drawn. One that asks again later rests in between. */
export class Rest {
  readonly #unanswered = new Set<Request>();

  constructor(private readonly page: Page) {
    const answered = (request: Request) => void this.#unanswered.delete(request);
    page.on('request', (request) => {
      if (!isScript(request)) this.#unanswered.add(request);
    });
    page.on('requestfinished', answered);
    page.on('requestfailed', answered);
  }

  /** Waits until it has. */
  async comes(): Promise<void> {
    await eventually(
      () =>
        `${this.page.url()} comes to rest; unanswered: ${[...this.#unanswered].map((each) => each.url()).join(', ')}`,
      async () => this.#hasAll() && (await this.page.evaluate<boolean>(IS_AT_REST)) && this.#hasAll(),
    );
  }

  #hasAll(): boolean {
    return this.#unanswered.size === 0;
  }
}

/** Of these the page says itself that they are on their way; that of a worker which ends before it came is never answered. */
const isScript = (request: Request) => new URL(request.url()).pathname.endsWith('.js');
