import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, type RenderResult, render } from '@testing-library/react';
import i18next, { type i18n } from 'i18next';
import type { ReactNode } from 'react';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import type { Language } from '#libs/contracts/http';
import { newQueryClient } from '../app/query-client';
import { theme } from '../ui/theme';
import { TimeZoneOfPage } from '../ui/when';
import { giveAllWords } from './all-words';

/** When a test gives up waiting for what it looks for, milliseconds: a limit for what hangs, not a measure of what is slow. */
const HANGS_MS = 20_000;

interface Shown extends RenderResult {
  readonly client: QueryClient;
}

/** Draws a component as the console would, in a language and in the time zone of Warsaw. */
export async function show(
  component: ReactNode,
  language: Language = 'en',
  client: QueryClient = newQueryClient({ onSessionEnded: () => undefined, onOutside: () => undefined }),
): Promise<Shown> {
  configure({ asyncUtilTimeout: HANGS_MS });
  standInForBrowser();
  client.setDefaultOptions({ queries: { retry: false } });
  const languages = await languagesOf(language);
  const shown = render(
    <I18nextProvider i18n={languages}>
      <MantineProvider theme={theme} env="test">
        <QueryClientProvider client={client}>
          <TimeZoneOfPage zone="Europe/Warsaw">{component}</TimeZoneOfPage>
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>,
  );
  return { ...shown, client };
}

async function languagesOf(language: Language): Promise<i18n> {
  const languages = i18next.createInstance();
  await languages.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
  });
  await Promise.all((['en', 'pl'] as const).map((one) => giveAllWords(languages, one)));
  return languages;
}

/** What Mantine and the router ask browsers for and jsdom does not have. */
function standInForBrowser(): void {
  window.matchMedia ??= (query: string) =>
    ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }) as unknown as MediaQueryList;
  // The router throws a redirect as one.
  globalThis.Response ??= class {
    readonly status: number;
    readonly headers: Headers;
    constructor(_body: null, { status = 200, headers }: ResponseInit) {
      this.status = status;
      this.headers = new Headers(headers);
    }
  } as unknown as typeof Response;
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
  };
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
}
