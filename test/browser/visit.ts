import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Download, Locator, Page, Request } from 'playwright-core';
import { graveFindings } from './accessibility.js';
import { FaultWatch } from './fault-watch.js';
import { type Screen, screens, textsOn, unfitForPhone } from './screen.js';
import { englishOnly, type Language, literal, type Words, wordsOf } from './words.js';

/** Pictures of every page, for people to look at; not committed. */
const PICTURES = 'dist/screenshots';
/** So much of the name of a test is in that of a picture, characters. */
const NAME = 60;
/** When a story gives up waiting for what it looks for, milliseconds: a limit for what hangs. */
const HANGS_MS = 30_000;

export interface VisitOptions {
  /** Of the browser's reader. */
  readonly language?: Language;
  /** IANA name. */
  readonly timeZone?: string;
  readonly screen?: Screen;
}

/** Somebody's browser on the console: one page, watched for faults from the beginning. */
export class Visit {
  /** The console's words in the language of the visit. */
  readonly words: Words;
  readonly #screen: Screen;
  readonly #language: Language;

  private constructor(
    readonly page: Page,
    private readonly watch: FaultWatch,
    private readonly context: BrowserContext,
    private readonly origin: string,
    { language = 'en', screen = 'desk' }: VisitOptions,
  ) {
    this.#screen = screen;
    this.#language = language;
    this.words = wordsOf(language);
  }

  /** @param origin scheme, host and port of the console */
  static async begin(browser: Browser, origin: string, options: VisitOptions = {}): Promise<Visit> {
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
    return new Visit(page, await FaultWatch.of(page), context, origin, options);
  }

  /** The next answer that is this, such as `POST /api/v1/sessions 401`, is no fault. */
  expectRefusal(refusal: string): void {
    this.watch.announce(refusal);
  }

  async signIn({ email, password }: { readonly email: string; readonly password: string }): Promise<void> {
    await this.page.locator('input[type=email]').first().fill(email);
    await this.page.locator('input[type=password]').fill(password);
    await this.page.locator('button[type=submit]').first().click();
  }

  /** Signs in beside the page, for stories that begin after it. */
  async hasSession(credentials: { readonly email: string; readonly password: string }): Promise<void> {
    const answer = await this.context.request.post('/api/v1/sessions', {
      data: { ...credentials, cookie: true },
      headers: { origin: this.origin },
    });
    if (!answer.ok()) throw new Error(`${credentials.email} was not signed in: ${await answer.text()}`);
  }

  /** The path and the search of the address. */
  get address(): string {
    const { pathname, search } = new URL(this.page.url());
    return `${pathname}${search}`;
  }

  /** Waits until something shows, as people do. */
  async sees(what: Locator): Promise<void> {
    try {
      await what.first().waitFor();
    } catch (failure) {
      const name = `not-seen.${(expect.getState().currentTestName ?? '').replace(/[^\w]+/g, '-').slice(-NAME)}`;
      await this.#picture(name);
      throw new Error(`At ${this.address} it did not show (${PICTURES}/${name}.png): ${String(failure)}`);
    }
  }

  /** Waits until a text shows that the console has for this key. */
  reads(key: string, values?: Readonly<Record<string, string | number>>): Promise<void> {
    return this.sees(this.page.getByText(this.words(key, values)));
  }

  /** Presses what has this name. */
  press(role: 'button' | 'link' | 'menuitem' | 'tab', key: string, values?: Readonly<Record<string, string | number>>) {
    return this.page.getByRole(role, { name: this.words(key, values), exact: true }).click();
  }

  /** A field by its label, whether that is starred or says that it may be left empty. */
  field(key: string, values?: Readonly<Record<string, string | number>>): Locator {
    const label = literal(this.words(key, values));
    return this.page.getByLabel(new RegExp(`^${label}( \\*| ${literal(this.words('common.optional'))})?$`));
  }

  /** What was copied last. */
  clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** Opens a part of the page by its tab. */
  opens(key: string): Promise<void> {
    return this.page
      .locator('nav.tabs')
      .getByRole('link', { name: this.words(key), exact: true })
      .click();
  }

  /** What is open over the page, and has to be done or left first. */
  get dialog(): Locator {
    return this.page.locator('dialog[open]');
  }

  /** Presses a button of what is open over the page. */
  confirms(key: string, values?: Readonly<Record<string, string | number>>): Promise<void> {
    return this.dialog.getByRole('button', { name: this.words(key, values), exact: true }).click();
  }

  /** The requests of the API that are sent while something is done. */
  async requestsDuring(act: () => Promise<void>): Promise<Request[]> {
    const sent: Request[] = [];
    const keep = (request: Request) => {
      if (new URL(request.url()).pathname.startsWith('/api/')) sent.push(request);
    };
    this.page.on('request', keep);
    await act();
    this.page.off('request', keep);
    return sent;
  }

  /** The file that is saved by something that is done. */
  async savedBy(act: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return download;
  }

  /** Takes the network away while something is done. */
  async withoutNetwork(act: () => Promise<void>): Promise<void> {
    this.watch.announceNoNetwork();
    await this.context.setOffline(true);
    await act();
    await this.context.setOffline(false);
  }

  /** Forgets that somebody is signed in, as a browser does whose session ended. */
  losesSession(): Promise<void> {
    return this.context.clearCookies();
  }

  /**
   * Judges what is on the page on a desk and on a phone, in both themes, and takes a picture of each.
   *
   * A theme changes colors alone, so the dark desk is judged by those; on the phone everything is judged again, for the page is
   * another one there.
   */
  async look(name: string): Promise<void> {
    await this.page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
    await this.#lookOn('phone', 'light', name);
    for (const unfit of await unfitForPhone(this.page)) this.watch.note(`${name} on a phone: ${unfit}`);
    await this.#lookOn('phone', 'dark', name, 'everything');
    await this.#lookOn('desk', 'dark', name, 'colors');
    await this.#lookOn('desk', 'light', name, 'everything');
    await this.page.setViewportSize(screens[this.#screen]);
    if (this.#language === 'en') return;
    const english = englishOnly(this.#language);
    for (const text of new Set(await textsOn(this.page)))
      if (english.has(text)) this.watch.note(`${name}: "${text}" is not in the reader's language`);
  }

  async #lookOn(
    screen: Screen,
    theme: 'dark' | 'light',
    name: string,
    judged?: 'everything' | 'colors',
  ): Promise<void> {
    await this.page.setViewportSize(screens[screen]);
    await this.page.emulateMedia({ colorScheme: theme });
    await this.sees(this.page.locator(`html[data-mantine-color-scheme=${theme}]`));
    if (judged)
      for (const finding of await graveFindings(this.page, judged))
        this.watch.note(`${name}, ${screen}, ${theme}: ${finding}`);
    await this.#picture(`${name}.${screen}.${theme}`);
  }

  async #picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  /** Everything that went wrong unseen since the last call. */
  faults(): string[] {
    return this.watch.take();
  }

  end(): Promise<void> {
    return this.context.close();
  }
}
