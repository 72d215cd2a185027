/** @jest-environment jsdom */
import { focusManager } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  connectionAttemptPage,
  connectivityPage,
  currentSession,
  type DeviceDetailsBody,
  deviceDetails,
  devicePage,
  profile,
  suspensionAnswer,
} from '#libs/contracts/http';
import { aDevice } from '../testing/a-device';
import { ada } from '../testing/ada';
import { answer } from '../testing/fake-api';
import { fakeApiOfSuite } from '../testing/fake-api-of-suite';
import { show } from '../testing/render';
import { newConsole } from './new-console';

const now = new Date().toISOString();
const nothing = { items: [], nextCursor: null };

describe('what was read before something was changed', () => {
  const api = fakeApiOfSuite();
  // Nobody looks, so that no list asks by itself what changed.
  beforeEach(() => focusManager.setFocused(false));
  afterEach(() => focusManager.setFocused(undefined));

  it('is read anew where it is shown next: a list shows no row as it was before', async () => {
    let device: DeviceDetailsBody = aDevice({ lifecycle: 'active', may: ['device.suspend'] });
    const path = `/devices/${device.id}`;
    const session = { signedIn: true as const, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, ada))
      .on('GET /devices', () => answer(devicePage, { items: [device], nextCursor: null }))
      .on(`GET ${path}`, () => answer(deviceDetails, device))
      .on(`GET ${path}/connectivity`, () => answer(connectivityPage, nothing))
      .on(`GET ${path}/connection-attempts`, () => answer(connectionAttemptPage, nothing))
      .on(`POST ${path}/suspension`, () => {
        device = { ...device, lifecycle: 'suspended' };
        return answer(suspensionAnswer, { lifecycle: 'suspended' });
      });
    window.history.replaceState({}, '', '/devices');
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
    const row = () => screen.findByRole('row', { name: /FG-0001/ });
    expect((await row()).textContent).toContain('Active');
    await act(() => router.navigate({ href: `${path}/connection` }));
    await userEvent.click(await screen.findByRole('button', { name: 'Suspend' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'Invoice 4711');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Suspend' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    act(() => router.history.back());
    await waitFor(async () => expect((await row()).textContent).toContain('Suspended'));
  });
});
