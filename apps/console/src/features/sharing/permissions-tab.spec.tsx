/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import {
  type SiteDetailsBody,
  type SiteGrantBody,
  type SitePermissionBody,
  shareCode,
  siteAccessLog,
  siteGrant,
  sitePermissionPage,
} from '#libs/contracts/http';
import { aSite } from '../../testing/a-site';
import { ada } from '../../testing/ada';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { PermissionsTab } from './permissions-tab';

const site = aSite();
const grantId = (n: number) => `01900000-0000-7000-8000-0000000001${n}0`;
const jan = { id: '01900000-0000-7000-8000-000000000031', name: 'Jan Kowalski', email: 'jan@example.com' };
const aGrant = (n: number, differences: Partial<SiteGrantBody> = {}): SiteGrantBody => ({
  kind: 'grant',
  id: grantId(n),
  way: 'email',
  access: 'read',
  state: 'accepted',
  email: jan.email,
  organization: null,
  person: jan,
  createdAt: '2026-11-20T10:00:00.000Z',
  createdBy: { id: ada.id, name: 'Ada Lovelace' },
  codeExpiresAt: '2026-11-27T10:00:00.000Z',
  acceptedAt: '2026-11-21T10:00:00.000Z',
  endsAt: null,
  withdrawnAt: null,
  mayWithdraw: true,
  ...differences,
});

function Page({ of = site, isOpen = false }: { of?: SiteDetailsBody; isOpen?: boolean }) {
  const [isInviting, setIsInviting] = useState(isOpen);
  return <PermissionsTab site={of} personId={ada.id} isInviting={isInviting} onInvite={setIsInviting} />;
}

describe('the permissions of a site', () => {
  const api = fakeApiOfSuite();
  let lines: SitePermissionBody[];
  beforeEach(() => {
    lines = [
      { kind: 'owner', organization: { id: site.organizationId, name: 'Waterworks' } },
      { kind: 'member', person: { id: ada.id, name: 'Ada Lovelace', email: ada.email }, role: 'admin' },
      aGrant(1),
    ];
    api
      .on(`GET /sites/${site.id}/grants`, () => answer(sitePermissionPage, { items: lines, nextCursor: null }))
      .on(`GET /sites/${site.id}/access-log`, () => answer(siteAccessLog, { items: [], nextCursor: null }));
  });
  const cellsOf = async (name: RegExp) =>
    within(await screen.findByRole('row', { name }))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);

  it('R4-06: show who has access, through what, what they may, until when and in which state', async () => {
    await show(<Page />);
    expect((await cellsOf(/^Waterworks Owner/)).slice(0, 4)).toEqual(['Owner', 'Everything', 'No end', 'In force']);
    expect((await cellsOf(/^Ada Lovelace/)).slice(0, 2)).toEqual(['Belongs to Waterworks', 'As administrator']);
    expect((await cellsOf(/^Jan Kowalski/)).slice(0, 4)).toEqual([
      'Invitation by e-mail by Ada Lovelace',
      'Look',
      'Until it is withdrawn',
      'Accepted',
    ]);
  });

  it('R4-18: tell pending, accepted, expired and withdrawn shares apart in words, and withdraw only what lives', async () => {
    const over = { mayWithdraw: false };
    lines = [
      aGrant(1, { way: 'code', state: 'pending', email: null, person: null, acceptedAt: null }),
      aGrant(2),
      aGrant(3, { state: 'expired', ...over }),
      aGrant(4, { state: 'withdrawn', withdrawnAt: '2026-11-22T10:00:00.000Z', ...over }),
    ];
    await show(<Page />);
    const rows = (await screen.findAllByRole('row')).slice(1, 5);
    const states = ['Pending', 'Accepted', 'Expired', 'Withdrawn'];
    for (const [place, row] of rows.entries()) expect(row.textContent).toContain(states[place]);
    expect(rows.map((row) => within(row).queryByRole('button') !== null)).toEqual([true, true, false, false]);
    expect(rows[0]?.textContent).toMatch(/^Whoever has the code/);
  });

  it('R4-18: withdraw at once after saying what comes of it, once however often it is pressed', async () => {
    api.on(`DELETE /sites/${site.id}/grants/${grantId(1)}`, () => {
      lines = lines.filter(({ kind }) => kind !== 'grant');
      return done();
    });
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Withdraw the access of Jan Kowalski' }));
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('within two seconds');
    await userEvent.dblClick(within(dialog).getByRole('button', { name: 'Withdraw' }));
    await waitFor(() => expect(screen.queryByRole('row', { name: /^Jan/ })).toBeNull());
    expect(api.askedFor(`DELETE /sites/${site.id}/grants/${grantId(1)}`)).toHaveLength(1);
  });

  it('offer neither invitation nor log to whom the site is only shown', async () => {
    await show(<Page of={aSite({ access: 'read', may: [] })} />);
    await screen.findByRole('row', { name: /^Waterworks/ });
    expect(screen.queryByRole('button', { name: 'Invite partner' })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Who looked' })).toBeNull();
    expect(api.askedFor(`GET /sites/${site.id}/access-log`)).toHaveLength(0);
  });

  it('R4-08: invite a person by address; a wrong one is refused at the field, and what was typed stays', async () => {
    api.on(`POST /sites/${site.id}/grants`, () => answer(siteGrant, aGrant(5, { state: 'pending' }), 201));
    await show(<Page isOpen />);
    const dialog = await screen.findByRole('dialog', { name: 'Invite a partner to Pump house' });
    const address = within(dialog).getByLabelText(/E-mail address/);
    await userEvent.type(address, 'jan');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send instructions' }));
    expect(await within(dialog).findByText(/Type a whole address/)).toBeDefined();
    expect(api.askedFor(`POST /sites/${site.id}/grants`)).toHaveLength(0);
    await userEvent.type(address, '@example.com');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send instructions' }));
    expect((await screen.findByRole('status')).textContent).toContain('on their way to jan@example.com');
    expect(api.askedFor(`POST /sites/${site.id}/grants`)[0]?.body).toEqual({
      way: 'email',
      email: 'jan@example.com',
      access: 'read',
    });
  });

  it('R4-09: a key that nobody has is told at its field', async () => {
    api.on(`POST /sites/${site.id}/grants`, () =>
      problem({ code: 'fleet.share-key-unknown', status: 404, errors: [{ path: 'key', message: 'nobody has it' }] }),
    );
    await show(<Page isOpen />);
    const dialog = await screen.findByRole('dialog');
    await userEvent.selectOptions(within(dialog).getByLabelText('Whom'), 'An organization, by its key');
    const key = within(dialog).getByLabelText(/Organization key/);
    await userEvent.type(key, 'ABCD-EFGH-JKLM-NPQR');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Share with the organization' }));
    expect(await within(dialog).findByText(/administrators may have replaced it/)).toBeDefined();
    expect((key as HTMLInputElement).value).toBe('ABCD-EFGH-JKLM-NPQR');
  });

  it('R4-12, R4-14: a code stands in groups of four with its end, works once, and is shown this once', async () => {
    api.on(`POST /sites/${site.id}/share-codes`, () =>
      answer(
        shareCode,
        {
          grantId: grantId(6),
          code: 'ABCD-EFGH-JKLM-NPQR',
          access: 'manage',
          expiresAt: '2026-12-06T10:00:00.000Z',
          endsAt: null,
        },
        201,
      ),
    );
    await show(<Page isOpen />);
    const dialog = await screen.findByRole('dialog');
    await userEvent.selectOptions(within(dialog).getByLabelText('Whom'), 'Anybody, by invitation code');
    await userEvent.click(within(dialog).getByRole('radio', { name: /Also change the site/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Generate code' }));
    const code = await screen.findByLabelText('Invitation code');
    expect([...code.children].map(({ textContent }) => textContent)).toEqual(['ABCD', 'EFGH', 'JKLM', 'NPQR']);
    expect(dialog.textContent).toMatch(/Valid until 6 Dec 2026.*works once/);
    expect(api.askedFor(`POST /sites/${site.id}/share-codes`)[0]?.body).toEqual({ access: 'manage' });
  });

  it('the last day of an access is within, by the clocks of the page', async () => {
    api.on(`POST /sites/${site.id}/grants`, () => answer(siteGrant, aGrant(5), 201));
    await show(<Page isOpen />);
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText(/E-mail address/), 'jan@example.com');
    await userEvent.type(within(dialog).getByLabelText('Last day of access'), '2099-06-30');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send instructions' }));
    await screen.findByRole('status');
    expect(api.askedFor(`POST /sites/${site.id}/grants`)[0]?.body).toMatchObject({
      endsAt: '2099-06-30T22:00:00.000Z',
    });
  });
});
