import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Locator, Page, Request } from 'playwright-core';
import { graveFindings, type Judged } from './accessibility.js';
import { type Screen, screens, textsOn, unfitForPhone } from './screen.js';
import type { Tab } from './tab.js';
import { englishOnly, literal, type Words, wordsOf } from './words.js';

/** Pictures of every page, for people to look at; not committed. */
const PICTURES = 'dist/screenshots';
/** So much of the name of a test is in that of a picture, characters. */
const NAME = 60;
/** So much of a page is in a picture, CSS pixels: on a phone a list of fifty rows is longer than anybody looks. */
const PICTURED = { x: 0, y: 0, width: 1280, height: 3_000 } as const;

type Theme = 'dark' | 'light';

/** Somebody's browser on the console: one page, watched for faults from the beginning. */
export class Visit {
  readonly page: Page;
  /** The console's words in the language of the visit. */
  readonly words: Words;
  #isOver = false;

  /** @param leave what becomes of the tab when the visit is over */
  constructor(
    private readonly tab: Tab,
    private readonly leave: (tab: Tab) => Promise<void>,
  ) {
    this.page = tab.page;
    this.words = wordsOf(tab.options.language ?? 'en');
  }

  /** The next answer that is this, such as `POST /api/v1/sessions 401`, is no fault. */
  expectRefusal(refusal: string): void {
    this.tab.watch.announce(refusal);
  }

  async signIn({ email, password }: { readonly email: string; readonly password: string }): Promise<void> {
    await this.page.locator('input[type=email]').first().fill(email);
    await this.page.locator('input[type=password]').fill(password);
    await this.page.locator('button[type=submit]').first().click();
  }

  /** Signs in beside the page, for stories that begin after it. */
  async hasSession(credentials: { readonly email: string; readonly password: string }): Promise<void> {
    const answer = await this.page.context().request.post('/api/v1/sessions', {
      data: { ...credentials, cookie: true },
      headers: { origin: this.tab.origin },
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
    this.tab.isWorn = true;
    this.tab.watch.announceNoNetwork();
    await this.page.context().setOffline(true);
    await act();
    await this.page.context().setOffline(false);
  }

  /** Has time go on as the story says from now on. */
  takesClock(): Promise<void> {
    this.tab.isWorn = true;
    return this.page.clock.install();
  }

  /** Forgets that somebody is signed in, as a browser does whose session ended. */
  losesSession(): Promise<void> {
    return this.page.context().clearCookies();
  }

  /** Goes to an address as by a link of the page: the console is not loaded anew. */
  async follows(address: string): Promise<void> {
    await this.page.evaluate(`history.pushState(null, '', ${JSON.stringify(address)})`);
    await this.rests();
  }

  /** Waits until the page has all it asked for, and shows it. */
  rests(): Promise<void> {
    return this.tab.rest.comes();
  }

  /**
   * Judges what is on the page on a desk and on a phone, in both themes, and takes a picture of it: light, dark and on a phone.
   *
   * A theme changes colors alone, so the dark desk is judged by those; on the phone everything is judged again, for the page is
   * another one there. In another language than English it is the same page with other words: these are judged, and whether they
   * have their place on a phone.
   */
  async look(name: string): Promise<void> {
    const { language = 'en', screen = 'desk' } = this.tab.options;
    const isEnglish = language === 'en';
    await this.#lookOn('desk', 'light', name, isEnglish && 'everything');
    if (isEnglish) await this.#lookOn('desk', 'dark', name, 'colors');
    await this.#lookOn('phone', isEnglish ? 'dark' : 'light', name, isEnglish && 'everything');
    for (const unfit of await unfitForPhone(this.page)) this.tab.watch.note(`${name} on a phone: ${unfit}`);
    await this.page.emulateMedia({ colorScheme: 'light' });
    await this.page.setViewportSize(screens[screen]);
    if (isEnglish) return;
    const english = englishOnly(language);
    for (const text of new Set(await textsOn(this.page)))
      if (english.has(text)) this.tab.watch.note(`${name}: "${text}" is not in the reader's language`);
  }

  async #lookOn(screen: Screen, theme: Theme, name: string, judged: Judged | false): Promise<void> {
    await this.page.setViewportSize(screens[screen]);
    await this.page.emulateMedia({ colorScheme: theme });
    await this.sees(this.page.locator(`html[data-mantine-color-scheme=${theme}]`));
    await this.rests();
    await this.#picture(`${name}.${screen}.${theme}`);
    if (!judged) return;
    for (const finding of await graveFindings(this.page, judged))
      this.tab.watch.note(`${name}, ${screen}, ${theme}: ${finding}`);
  }

  async #picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, clip: PICTURED });
  }

  /** Everything that went wrong unseen since the last call. */
  faults(): string[] {
    return this.tab.watch.take();
  }

  async end(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.leave(this.tab);
  }
}
