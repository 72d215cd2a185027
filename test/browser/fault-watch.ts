import type { Page, Request, Response } from 'playwright-core';

/** What browsers print beside each answer of 400 and above, and each request that fails; those are judged by themselves. */
const REQUEST_PRINTED = /^Failed to load resource: /;
/** A request that the page itself gave up, as it does when its reader moves on. */
const GIVEN_UP = 'net::ERR_ABORTED';
/** While a story takes the network away. */
const NO_NETWORK = 'net::ERR_INTERNET_DISCONNECTED';
/** Tells what the document's policy refuses, also where a script catches the error. */
const REPORT_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP refused ' + event.violatedDirective + ' ' + event.blockedURI + ' at ' + event.sourceFile + ':' + event.lineNumber))`;

/** Collects what goes wrong on a page without being seen: errors, reports of the policy, failed requests. */
export class FaultWatch {
  readonly #faults: string[] = [];
  /** Method, path and status, such as `POST /api/v1/sessions 401`: what a story wants to be refused. */
  readonly #announced: string[] = [];
  #isWithoutNetwork = false;

  private constructor(page: Page) {
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !REQUEST_PRINTED.test(text)) this.#faults.push(`console: ${text}`);
    });
    page.on('pageerror', ({ message, stack }) => this.#faults.push(`page error: ${stack ?? message}`));
    page.on('response', (response) => this.#judge(response));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? 'failed';
      if (reason === GIVEN_UP || (reason === NO_NETWORK && this.#isWithoutNetwork)) return;
      this.#faults.push(`${nameOf(request)}: ${reason}`);
    });
  }

  static async of(page: Page): Promise<FaultWatch> {
    await page.addInitScript(REPORT_VIOLATIONS);
    return new FaultWatch(page);
  }

  /** One answer that comes next is a refusal the story wants, such as `POST /api/v1/sessions 401`. */
  announce(refusal: string): void {
    this.#announced.push(refusal);
  }

  /** From now on requests may fail for want of a network. */
  announceNoNetwork(): void {
    this.#isWithoutNetwork = true;
  }

  note(fault: string): void {
    this.#faults.push(fault);
  }

  /** All faults since the last call, and what was announced and did not come. */
  take(): string[] {
    const missing = this.#announced.splice(0).map((refusal) => `announced, but not seen: ${refusal}`);
    return [...this.#faults.splice(0), ...missing];
  }

  #judge(response: Response): void {
    if (response.status() < 400) return;
    const seen = `${nameOf(response.request())} ${response.status()}`;
    const place = this.#announced.indexOf(seen);
    if (place === -1) this.#faults.push(seen);
    else this.#announced.splice(place, 1);
  }
}

const nameOf = (request: Request) => `${request.method()} ${new URL(request.url()).pathname}`;
