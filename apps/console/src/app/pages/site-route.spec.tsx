/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  addedSite,
  currentSession,
  devicePage,
  profile,
  type SiteDetailsBody,
  sharedSiteOffer,
  siteDetails,
  sitePage,
  table,
} from '#libs/contracts/http';
import { aDevice } from '../../testing/a-device';
import { aSite } from '../../testing/a-site';
import { ada } from '../../testing/ada';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

describe('the pages of sites', () => {
  const api = fakeApiOfSuite();
  let site: SiteDetailsBody;
  beforeEach(() => {
    site = aSite();
    const session = { expiresAt: '2026-11-30T15:00:00.000Z', csrfToken: ada.csrfToken, passwordChange: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, { signedIn: true, ...session }))
      .on('GET /me', () => answer(profile, ada))
      .on(`GET /sites/${site.id}`, () => answer(siteDetails, site))
      .on('GET /me/tables/sites', () => answer(table, { table: 'sites', columns: [], isArranged: false }))
      .on('GET /sites', () => answer(sitePage, { items: [site], nextCursor: null }))
      .on('GET /devices', () => answer(devicePage, { items: [aDevice({ siteId: site.id })], nextCursor: null }));
  });

  async function open(address: string) {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, 'en', client);
    return { router };
  }

  it('R4-18: a site that is shared no more leaves the open page by itself, and nothing of it stays', async () => {
    site = aSite({ access: 'read', may: [] });
    await open(`/sites/${site.id}/overview`);
    expect(await screen.findByRole('heading', { name: 'Where it is' })).toBeDefined();
    api.on(`GET /sites/${site.id}`, () => problem({ code: 'fleet.site-unknown', status: 404 }));
    expect(await screen.findByText('You see no such site')).toBeDefined();
    expect(screen.queryByText('Quay 1')).toBeNull();
    const asked = api.askedFor(`GET /sites/${site.id}`).length;
    expect(asked).toBeLessThanOrEqual(4);
  });

  it('the whole site is changed by what is typed, with a decimal comma, and emptied fields are taken away', async () => {
    api.on(`PATCH /sites/${site.id}`, () => answer(siteDetails, site));
    await open(`/sites/${site.id}/overview`);
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
    const dialog = screen.getByRole('dialog');
    const type = async (label: RegExp, text: string) => {
      await userEvent.clear(within(dialog).getByLabelText(label));
      if (text !== '') await userEvent.type(within(dialog).getByLabelText(label), text);
    };
    await type(/^Latitude/, '52,2');
    await type(/^Address/, '');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.askedFor(`PATCH /sites/${site.id}`)).toHaveLength(1));
    expect(api.askedFor(`PATCH /sites/${site.id}`)[0]?.body).toMatchObject({ lat: 52.2, lon: 18.25, address: null });
  });

  it('R2-15: is deleted only by typing its name', async () => {
    api.on(`DELETE /sites/${site.id}`, done);
    await open(`/sites/${site.id}/overview`);
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    const dialog = screen.getByRole('dialog');
    const press = () => userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await press();
    expect(within(dialog).getByText('This is not its name.')).toBeDefined();
    await userEvent.type(within(dialog).getByRole('textbox'), 'Pump house');
    await press();
    await waitFor(() => expect(api.askedFor(`DELETE /sites/${site.id}`)).toHaveLength(1));
    expect(api.askedFor(`DELETE /sites/${site.id}`)[0]?.query).toEqual({ confirm: 'Pump house' });
  });

  it('rule 4: the dialog that brings devices there has an address, and a press brings one', async () => {
    const device = aDevice({ name: 'Well' });
    api
      .on('GET /devices', ({ query }) =>
        answer(devicePage, { items: query.siteId === undefined ? [device] : [], nextCursor: null }),
      )
      .on(`PATCH /devices/${device.id}`, () => problem({ code: 'fleet.device-changed', status: 409 }));
    await open(`/sites/${site.id}/devices?do=assign`);
    await userEvent.dblClick(await screen.findByRole('button', { name: /^Bring here.*: Well$/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody else changed the device');
    expect(api.askedFor(`PATCH /devices/${device.id}`)[0]?.body).toEqual({ siteId: site.id });
  });

  it('R4-16: a code is typed by hand, looked up, and leads to the site it adds', async () => {
    const path = '/share-codes/ABCD-EFGH-JKLM-NPQR';
    const owner = { id: site.organizationId, name: 'Waterworks' };
    api
      .on(`GET ${path}`, () =>
        answer(sharedSiteOffer, {
          siteName: site.name,
          owner,
          access: 'read',
          way: 'code',
          organization: null,
          expiresAt: '2026-12-06T10:00:00.000Z',
          endsAt: null,
        }),
      )
      .on(`POST ${path}/acceptance`, () =>
        answer(addedSite, { siteId: site.id, siteName: site.name, owner, access: 'read' }, 201),
      );
    await open('/add-site');
    const code = await screen.findByLabelText('Code');
    await userEvent.type(code, 'abcd{Enter}');
    expect(await screen.findByText('The code has 16 characters.')).toBeDefined();
    await userEvent.type(code, '-efgh-jklm-npqr{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Add the site' }));
    await userEvent.click(await screen.findByRole('link', { name: 'To the site' }));
    expect(await screen.findByRole('heading', { name: 'Pump house' })).toBeDefined();
  });
});
