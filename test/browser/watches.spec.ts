import type { Browser } from 'playwright-core';
import { describeInBrowser, launchChromium } from './chromium.js';
import { Tab, type VisitOptions } from './tab.js';
import { Visit } from './visit.js';

// What every story relies on: that nothing goes wrong on a page without failing it.

const ORIGIN = 'http://console.example';
/** A page that has nothing to find, in both themes, and follows the system's as the console does. */
const page = ({ head = '', body = '', script = '' }) => `<!doctype html>
<html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width">
<style nonce="n">body { background: Canvas; color: CanvasText } :root { color-scheme: light dark }</style>${head}</head>
<body><main><h1>A page</h1>${body}</main>
<script nonce="n">
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const tell = () => document.documentElement.dataset.mantineColorScheme = dark.matches ? 'dark' : 'light';
  dark.addEventListener('change', tell);
  tell();
  ${script}
</script></body></html>`;

describeInBrowser('what is watched on every page', () => {
  let browser: Browser;
  let visit: Visit;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  beforeEach(async () => {
    visit = await begun();
  });
  afterEach(() => visit.end());
  afterAll(() => browser?.close());

  const begun = async (options?: VisitOptions) =>
    new Visit(await Tab.open(browser, ORIGIN, options), (tab) => tab.close());

  async function open(parts: Parameters<typeof page>[0]): Promise<void> {
    await visit.page.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/lost') return route.abort('connectionreset');
      if (pathname !== '/') return route.fulfill({ status: 404, body: '' });
      const headers = { 'content-security-policy': "default-src 'self'; style-src 'nonce-n'; script-src 'nonce-n'" };
      return route.fulfill({ contentType: 'text/html', headers, body: page(parts) });
    });
    await visit.page.goto('/');
    await visit.rests();
  }
  const faults = () => visit.faults().join('\n');

  it('finds nothing where nothing is wrong', async () => {
    await open({});
    await visit.look('watched');
    expect(faults()).toBe('');
  });

  it.each([
    ['an error in the console', { script: `console.error('broken, but caught')` }, /console: broken, but caught/],
    [
      'an error of the page',
      { script: `setTimeout(() => { throw new Error('nobody caught it') })` },
      /page error: .*nobody caught it/,
    ],
    ['what the policy refuses', { body: '<p style="color: red">Red</p>' }, /CSP refused style-src-attr/],
    ['a script the policy refuses', { body: '<script>alert(1)</script>' }, /CSP refused script-src-elem inline/],
    ['a request that fails', { script: `fetch('/lost').catch(() => {})` }, /GET \/lost: net::ERR_CONNECTION_RESET/],
    ['a refusal nobody announced', { script: `fetch('/nothing')` }, /GET \/nothing 404/],
  ])('fails a story on %s', async (_, parts, words) => {
    await open(parts);
    expect(faults()).toMatch(words);
  });

  it('lets a refusal pass that was announced, once, and misses one that did not come', async () => {
    visit.expectRefusal('GET /nothing 404');
    visit.expectRefusal('GET /other 403');
    await open({ script: `fetch('/nothing')` });
    expect(faults()).toBe('announced, but not seen: GET /other 403');
  });

  it.each([
    ['a field without a name', { body: '<input>' }, /desk, light: label at input/],
    [
      'words too pale in the dark theme alone',
      {
        head: '<style nonce="n">@media (prefers-color-scheme: dark) { p { color: #444 } }</style>',
        body: '<p>Pale</p>',
      },
      /desk, dark: color-contrast at p/,
    ],
    [
      'words too pale in the light theme alone',
      {
        head: '<style nonce="n">@media (prefers-color-scheme: light) { p { color: #aaa } }</style>',
        body: '<p>Pale</p>',
      },
      /desk, light: color-contrast at p/,
    ],
    [
      'words that are too pale on one of two grounds',
      {
        head: '<style nonce="n">p { color: #595959 } aside { background: #777 }</style>',
        body: '<p>On the page</p><aside><p>On gray</p></aside>',
      },
      /desk, light: color-contrast at aside/,
    ],
    [
      'what is wider than a phone',
      { head: '<style nonce="n">p { width: 500px }</style>', body: '<p>Wide</p>' },
      /on a phone: P.* "Wide" is wider than the screen/,
    ],
    [
      'what is too low for a finger',
      { body: '<button>Press</button>' },
      /on a phone: BUTTON "Press" is \d+ px high, lower than 44/,
    ],
  ])('fails a story that looks at a page with %s', async (_, parts, words) => {
    await open(parts);
    await visit.look('watched');
    expect(faults()).toMatch(words);
  });

  it('fails a story in Polish on what is still in English', async () => {
    await visit.end();
    visit = await begun({ language: 'pl' });
    await open({ body: '<p>Forgotten your password?</p>' });
    await visit.look('watched');
    expect(faults()).toContain(`"Forgotten your password?" is not in the reader's language`);
  });
});
