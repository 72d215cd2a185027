import type { Browser, Page } from 'playwright-core';
import { FaultWatch } from './fault-watch.js';
import { Rest } from './rest.js';
import { type Screen, screens } from './screen.js';
import type { Language } from './words.js';

/** A file of the console, and no page: where nothing goes on. */
const NOWHERE = '/favicon.svg';
/** When a story gives up waiting for what it looks for, milliseconds: a limit for what hangs. */
const HANGS_MS = 30_000;

export interface VisitOptions {
  /** Of the browser's reader. */
  readonly language?: Language;
  /** IANA name. */
  readonly timeZone?: string;
  readonly screen?: Screen;
}

/** A page with cookies and storage of its own, watched for faults from the beginning. */
export class Tab {
  readonly rest: Rest;
  /** Something was done to it that nothing undoes. */
  isWorn = false;

  private constructor(
    readonly page: Page,
    readonly watch: FaultWatch,
    /** Scheme, host and port of the console. */
    readonly origin: string,
    readonly options: VisitOptions,
  ) {
    this.rest = new Rest(page);
  }

  /** @param origin scheme, host and port of the console */
  static async open(browser: Browser, origin: string, options: VisitOptions = {}): Promise<Tab> {
    const { language = 'en', timeZone = 'Europe/Warsaw', screen = 'desk' } = options;
    const context = await browser.newContext({
      baseURL: origin,
      locale: language === 'pl' ? 'pl-PL' : 'en-GB',
      timezoneId: timeZone,
      viewport: screens[screen],
      hasTouch: screen === 'phone',
      reducedMotion: 'reduce',
      colorScheme: 'light',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(HANGS_MS);
    const page = await context.newPage();
    return new Tab(page, await FaultWatch.of(page), origin, options);
  }

  /** Makes it as it was when it was opened. */
  async clear(): Promise<void> {
    await this.page.goto(NOWHERE);
    await this.page.evaluate('localStorage.clear(), sessionStorage.clear()');
    await this.page.context().clearCookies();
    await this.page.emulateMedia({ colorScheme: 'light' });
    await this.page.setViewportSize(screens[this.options.screen ?? 'desk']);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** The tabs of a browser before one console. A new one reads and compiles all of it, which takes longer than most steps of a story. */
export class Tabs {
  readonly #free = new Map<string, Tab[]>();

  constructor(
    private readonly browser: Browser,
    private readonly origin: string,
  ) {}

  /** One that nobody uses, as good as new. */
  async take(options: VisitOptions = {}): Promise<Tab> {
    return this.#like(options).pop() ?? Tab.open(this.browser, this.origin, options);
  }

  async giveBack(tab: Tab): Promise<void> {
    if (tab.isWorn) return tab.close();
    await tab.clear();
    this.#like(tab.options).push(tab);
  }

  #like(options: VisitOptions): Tab[] {
    const key = JSON.stringify(options);
    const free = this.#free.get(key) ?? [];
    this.#free.set(key, free);
    return free;
  }
}
