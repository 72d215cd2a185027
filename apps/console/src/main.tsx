import './app/jitless';
import './styles';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { startLanguages } from './app/i18n';
import { newConsole } from './app/new-console';
import { documentNonce, shareNonce } from './ui/nonce';
import { theme, themeVariables } from './ui/theme';

shareNonce();
const { client, router } = newConsole();
const languages = await startLanguages();
const place = document.getElementById('root');
if (!place) throw new TypeError('index.html has no element with the id root.');

// In steps, between which the browser may do what is more urgent.
startTransition(() =>
  createRoot(place).render(
    <StrictMode>
      <I18nextProvider i18n={languages}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={themeVariables}
          defaultColorScheme="auto"
          getStyleNonce={documentNonce}
        >
          <Notifications position="bottom-right" />
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </MantineProvider>
      </I18nextProvider>
    </StrictMode>,
  ),
);
