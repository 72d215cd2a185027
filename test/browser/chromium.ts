import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { Story } from '../e2e/stories/story.js';

/** Debian's; no browser is downloaded. The one without windows is smaller and costs less of the processor. */
const executable = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));
const INSTALL = 'apt-get install chromium-headless-shell';
const inCi = process.env.CI === 'true';

/** Stories that need a browser: without one they are skipped by name, except in CI, where they fail. */
export function describeInBrowser(name: string, stories: () => void): void {
  if (executable || inCi) {
    describe(name, stories);
    return;
  }
  process.stderr.write(`Skipped: ${name} (${INSTALL}).\n`);
  describe.skip(name, stories);
}

/** @throws {Error} with what to install when there is no browser */
export function launchChromium(): Promise<Browser> {
  if (!executable) throw new Error(`There is no Chromium: ${INSTALL}.`);
  // Its sandbox refuses to start as root, which machines of CI run as; nothing but our own pages is opened.
  return chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
}

const browsers = new WeakMap<Story['platform'], Promise<Browser>>();

/** The one browser before a platform, which ends with it: visits, not browsers, are new with each test. */
export function chromiumBefore({ platform, endsWith }: Story): Promise<Browser> {
  const known = browsers.get(platform);
  if (known) return known;
  const launched = launchChromium();
  browsers.set(platform, launched);
  endsWith(async () => (await launched).close());
  return launched;
}
