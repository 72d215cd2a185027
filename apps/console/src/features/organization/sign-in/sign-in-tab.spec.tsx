/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type IdentityProviderBody, organizationIdentityProvider } from '#libs/contracts/http';
import { anOrganization } from '../../../testing/an-organization';
import { answer, done } from '../../../testing/fake-api';
import { fakeApiOfSuite } from '../../../testing/fake-api-of-suite';
import { show } from '../../../testing/render';
import { SignInTab } from './sign-in-tab';

const organization = anOrganization({
  kind: 'provider',
  may: ['identity-provider.read', 'identity-provider.administer'],
});
const path = `/organizations/${organization.id}/identity-provider`;
const identityProvider: IdentityProviderBody = {
  id: '01900000-0000-7000-8000-000000000061',
  issuer: 'https://login.example.com',
  clientId: 'fieldgate',
  emailDomains: ['example.com'],
  redirectUri: 'https://fieldgate.example/sign-in/callback',
  createdAt: '2026-11-30T12:00:00.000Z',
  updatedAt: '2026-11-30T12:00:00.000Z',
};

describe('the identity provider of an organization', () => {
  const api = fakeApiOfSuite();
  const shows = (found: IdentityProviderBody | null) =>
    api.on(`GET ${path}`, () => answer(organizationIdentityProvider, { identityProvider: found }));
  const tab = () => show(<SignInTab organization={organization} doing={undefined} onDo={() => undefined} />);

  it('is told of where there is none, by an answer that nothing failed in', async () => {
    shows(null);
    await tab();
    expect(await screen.findByText('None is set up: its people sign in with address and password.')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Set up' })).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is shown where there is one, and there is none once it is removed', async () => {
    shows(identityProvider);
    api.on(`DELETE ${path}`, () => {
      shows(null);
      return done();
    });
    await tab();
    expect(await screen.findByText('https://login.example.com')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await userEvent.click(screen.getAllByRole('button', { name: 'Remove' }).at(-1) as HTMLElement);
    await waitFor(() => expect(screen.queryByText('https://login.example.com')).toBeNull());
    expect(api.askedFor(`DELETE ${path}`)).toHaveLength(1);
  });
});
