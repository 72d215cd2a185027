import { aCustomer, anAddress, aProvider, aRegisteredCustomer, joined, password, tokenOf } from './people.js';
import { API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

describe('members', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  const draft = (differences: object = {}) => ({
    email: anAddress('mary'),
    firstName: 'Mary',
    lastName: 'Somerville',
    phone: '+44 20 7946 0000',
    ...differences,
  });
  const pathOf = (id: string) => `/organizations/${id}/members`;
  const remove = (id: string, { personId, email }: { personId: string; email: string }, token: string) =>
    api.ask('DELETE', `${pathOf(id)}/${personId}?confirm=${encodeURIComponent(email)}`, undefined, token);
  const accept = (token: string) =>
    api.post(`/invitations/${token}/acceptance`, { firstName: 'Mary', lastName: 'Somerville', password });
  const auditOf = async (id: string, action: string, token: string) =>
    (await api.get(`/audit-events?organizationId=${id}&limit=200`, token)).body.items.filter(
      (event: { action: string }) => event.action === action,
    );

  it('R2-08, R2-09, R2-10: are added by a link to their address, and have no account before they follow it', async () => {
    const provider = await aProvider(api);
    const wanted = draft({ role: 'viewer' });
    const added = await api.post(pathOf(provider.id), wanted, provider.token);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      outcome: 'invited',
      invitation: {
        email: wanted.email,
        firstName: 'Mary',
        role: 'viewer',
        status: 'pending',
        mail: { state: 'queued' },
      },
    });
    expect((await api.post('/sessions', { email: wanted.email, password })).status).toBe(401);
    const open = await api.get(`/invitations/${added.body.invitation.token}`);
    expect(open.body).toMatchObject({ firstName: 'Mary', lastName: 'Somerville' });
    const { body } = await accept(added.body.invitation.token);
    const shown = await api.get(`${pathOf(provider.id)}/${body.personId}`, provider.token);
    expect(shown.body).toMatchObject({
      person: { email: wanted.email, phone: wanted.phone },
      role: 'viewer',
      status: 'active',
    });
  });

  it('R2-11: may be handed the link by the administrator, who sees it again later, and no mail goes out', async () => {
    const provider = await aProvider(api);
    const wanted = draft({ activation: 'link' });
    const { body } = await api.post(pathOf(provider.id), wanted, provider.token);
    expect(body.invitation).toMatchObject({ link: expect.stringContaining('/invitation/'), mail: { state: 'none' } });
    const again = await api.get(`/organizations/${provider.id}/invitations/${body.invitation.id}`, provider.token);
    expect(again.body.link).toBe(body.invitation.link);
    const { rows } = await api.database.pool.query('SELECT 1 FROM outbox_mail WHERE recipient = $1', [wanted.email]);
    expect(rows).toEqual([]);
    expect((await accept(body.invitation.token)).status).toBe(201);
  });

  it.each(['email', 'link'])(
    'look the same when added by %s, whether the address has an account elsewhere or none',
    async (activation) => {
      const [north, south] = [await aProvider(api), await aProvider(api)];
      const shapes = [];
      for (const email of [anAddress(), north.admin.email]) {
        const answer = await api.post(pathOf(south.id), draft({ email, activation }), south.token);
        const { id: _id, email: _email, link: _link, token: _token, ...rest } = answer.body.invitation;
        shapes.push({ status: answer.status, ...answer.body, invitation: rest });
      }
      expect(shapes[1]).toEqual(shapes[0]);
      const listed = (await api.get(pathOf(south.id), south.token)).body.items;
      expect(listed).toHaveLength(1);
    },
  );

  it('join at once when all of their organizations are the actor’s to administer', async () => {
    const provider = await aProvider(api);
    const [first, second] = [await aCustomer(api, provider.token), await aCustomer(api, provider.token)];
    const add = () => api.post(pathOf(second.id), draft({ email: first.email, role: 'viewer' }), provider.token);
    expect((await add()).body).toMatchObject({
      outcome: 'added',
      member: { role: 'viewer', status: 'active', addedBy: { selfGranted: false } },
    });
    expect((await api.get('/me', first.token)).body.memberships).toHaveLength(2);
    expect((await add()).body).toMatchObject({ status: 409, code: 'identity.already-member' });
  });

  it('are added, changed and removed by administrators alone, and do not exist for strangers', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const member = await joined(api, customer.token, customer.id, 'member');
    const stranger = await aProvider(api);
    const path = `${pathOf(customer.id)}/${member.personId}`;
    for (const [token, status] of [
      [member.token, 403],
      [stranger.token, 404],
    ] as const) {
      expect((await api.post(pathOf(customer.id), draft(), token)).status).toBe(status);
      expect((await api.patch(path, { role: 'viewer' }, token)).status).toBe(status);
      expect((await remove(customer.id, member, token)).status).toBe(status);
      expect((await api.post(`${path}/activation`, {}, token)).status).toBe(status);
    }
    expect((await api.get(path, stranger.token)).status).toBe(404);
    const elsewhere = `${pathOf(provider.id)}/${member.personId}`;
    expect((await api.get(elsewhere, provider.token)).body.code).toBe('identity.member-unknown');
  });

  it('get another role, which is in force with the next request and in the audit trail', async () => {
    const provider = await aProvider(api);
    const member = await joined(api, provider.token, provider.id, 'member');
    const path = `${pathOf(provider.id)}/${member.personId}`;
    const changed = await api.patch(path, { role: 'admin' }, provider.token);
    expect(changed.body.role).toBe('admin');
    expect((await api.post(pathOf(provider.id), draft(), member.token)).status).toBe(201);
    const [event] = await auditOf(provider.id, 'member.changed', provider.token);
    expect(event).toMatchObject({ details: expect.anything(), subject: { kind: 'person', id: member.personId } });
  });

  it('act by a role the organization made, which is named beside no other', async () => {
    const provider = await aProvider(api);
    const member = await joined(api, provider.token, provider.id, 'member');
    const roleId = '01900000-0000-7000-8000-000000000001';
    await api.database.pool.query(
      `INSERT INTO custom_role (id, organization_id, name, actions, created_at, updated_at)
       VALUES ($1, $2, 'Inviter', '{organization.read,member.read,member.invite}', now(), now())`,
      [roleId, provider.id],
    );
    const path = `${pathOf(provider.id)}/${member.personId}`;
    const both = await api.patch(path, { role: 'admin', customRoleId: roleId }, provider.token);
    expect(both.body).toMatchObject({ status: 400, errors: [{ path: 'customRoleId' }] });
    const changed = await api.patch(path, { customRoleId: roleId }, provider.token);
    expect(changed.body).toMatchObject({ role: 'member', customRole: { id: roleId, name: 'Inviter' } });
    const unknown = await api.patch(path, { customRoleId: provider.id }, provider.token);
    expect(unknown.body).toMatchObject({ status: 404, code: 'identity.member-role-unknown' });
    const invitations = `/organizations/${provider.id}/invitations`;
    const invited = await api.post(invitations, { email: anAddress(), customRoleId: roleId }, provider.token);
    const { body } = await accept(invited.body.token);
    expect((await api.get(`${pathOf(provider.id)}/${body.personId}`, provider.token)).body).toMatchObject({
      customRole: { name: 'Inviter' },
    });
  });

  it('R2-13: have their names changed by whoever administers all of their organizations, and by nobody else', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const member = await joined(api, north.token, north.id, 'member');
    const path = `${pathOf(north.id)}/${member.personId}`;
    const renamed = await api.patch(path, { lastName: 'Byron', phone: null }, north.token);
    expect(renamed.body.person).toMatchObject({ lastName: 'Byron', phone: null });
    const invited = await api.post(`/organizations/${south.id}/invitations`, { email: member.email }, south.token);
    await accept(invited.body.token);
    const refused = await api.patch(path, { lastName: 'King' }, north.token);
    expect(refused.body).toMatchObject({ status: 403, code: 'identity.person-not-administered' });
    expect((await api.get(path, north.token)).body.person.lastName).toBe('Byron');
  });

  it('R2-14, R2-16: are removed when the address is repeated, and without another organization the account is gone at once', async () => {
    const provider = await aProvider(api);
    const member = await joined(api, provider.token, provider.id, 'member');
    const wrong = await remove(provider.id, { ...member, email: 'other@example.com' }, provider.token);
    expect(wrong.body).toMatchObject({
      status: 400,
      code: 'identity.member-confirmation',
      errors: [{ path: 'confirm' }],
    });
    expect((await api.get('/me', member.token)).status).toBe(200);
    expect((await remove(provider.id, member, provider.token)).status).toBe(204);
    expect((await api.get('/me', member.token)).status).toBe(401);
    expect((await api.post('/sessions', { email: member.email, password })).status).toBe(401);
    expect(await auditOf(provider.id, 'member.removed', provider.token)).toHaveLength(1);
  });

  it('keep account and session when another organization is left', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const member = await joined(api, north.token, north.id, 'member');
    const invited = await api.post(`/organizations/${south.id}/invitations`, { email: member.email }, south.token);
    await accept(invited.body.token);
    expect((await remove(south.id, member, south.token)).status).toBe(204);
    expect((await api.get('/me', member.token)).body.memberships).toMatchObject([{ organizationId: north.id }]);
  });

  it('are deleted when both of their organizations remove them at once', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const member = await joined(api, north.token, north.id, 'member');
    const invited = await api.post(`/organizations/${south.id}/invitations`, { email: member.email }, south.token);
    await accept(invited.body.token);
    await Promise.all([remove(north.id, member, north.token), remove(south.id, member, south.token)]);
    const { rows } = await api.database.pool.query('SELECT 1 FROM person WHERE id = $1', [member.personId]);
    expect(rows).toEqual([]);
  });

  it('tell who administers a person wholly of it, and of the second factor nobody else', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const customer = await aCustomer(api, north.token);
    const [own] = (await api.get(pathOf(customer.id), north.token)).body.items;
    expect(own).toMatchObject({ administered: true, secondFactor: false });
    const both = await joined(api, customer.token, customer.id, 'viewer');
    const invited = await api.post(`/organizations/${south.id}/invitations`, { email: both.email }, south.token);
    await api.post(`/invitations/${invited.body.token}/acceptance`, { firstName: 'A', lastName: 'B', password });
    const { body: shared } = await api.get(`${pathOf(customer.id)}/${both.personId}`, customer.token);
    expect(shared.administered).toBe(false);
    expect(shared).not.toHaveProperty('secondFactor');
    const { body: toViewer } = await api.get(pathOf(customer.id), both.token);
    expect(toViewer.items.map((each: { administered: boolean }) => each.administered)).toEqual([false, false]);
  });

  it('never remove themselves, change their own role, or leave an organization without an administrator', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const own = `${pathOf(provider.id)}/${provider.admin.personId}`;
    expect((await remove(provider.id, provider.admin, provider.token)).body.code).toBe('identity.own-membership');
    expect((await api.patch(own, { role: 'viewer' }, provider.token)).body.code).toBe('identity.own-membership');
    const admin = { personId: (await api.get('/me', customer.token)).body.id, email: customer.email };
    expect((await remove(customer.id, admin, provider.token)).body.code).toBe('identity.last-administrator');
    const demoted = await api.patch(`${pathOf(customer.id)}/${admin.personId}`, { role: 'member' }, provider.token);
    expect(demoted.body).toMatchObject({ status: 409, code: 'identity.last-administrator' });
  });

  it('keep one administrator when two remove each other at once', async () => {
    const provider = await aProvider(api);
    const second = await joined(api, provider.token, provider.id, 'admin');
    const statuses = (
      await Promise.all([
        remove(provider.id, second, provider.token),
        remove(provider.id, provider.admin, second.token),
      ])
    ).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    const left = statuses[0] === 204 ? provider.token : second.token;
    expect((await api.get(pathOf(provider.id), left)).body.items).toHaveLength(1);
  });

  it('get a new activation link, and the links before it are dead at once', async () => {
    const provider = await aProvider(api);
    const { organization, person } = await aRegisteredCustomer(api, provider.token);
    const path = `${pathOf(organization.id)}/${person.id}`;
    const before = (await api.get(path, provider.token)).body.activationLink;
    const renewed = await api.post(`${path}/activation`, { activation: 'link' }, provider.token);
    expect(renewed.status).toBe(201);
    const dead = await api.post(`/activations/${tokenOf(before)}`, { password });
    expect(dead.body).toMatchObject({ status: 409, code: 'identity.link-replaced' });
    const { activationLink } = renewed.body;
    expect((await api.post(`/activations/${tokenOf(activationLink)}`, { password })).status).toBe(201);
    const again = await api.post(`${path}/activation`, {}, provider.token);
    expect(again.body).toMatchObject({ status: 409, code: 'identity.account-active' });
  });

  it('R0-27: of a provider add themselves to a customer, which sees it in its list and its audit trail', async () => {
    const provider = await aProvider(api);
    const customer = await aCustomer(api, provider.token);
    const engineer = await joined(api, provider.token, provider.id, 'member');
    const joinedMember = await api.post(`${pathOf(customer.id)}/me`, {}, engineer.token);
    expect(joinedMember.body).toMatchObject({ role: 'member', person: { id: engineer.personId } });
    const listed = (await api.get(pathOf(customer.id), customer.token)).body.items;
    const shown = listed.find(({ person }: { person: { id: string } }) => person.id === engineer.personId);
    expect(shown.addedBy).toMatchObject({
      personId: engineer.personId,
      selfGranted: true,
      provider: { id: provider.id },
    });
    const [event] = await auditOf(customer.id, 'member.self-granted', customer.token);
    expect(event).toMatchObject({ actorId: engineer.personId, details: { onBehalfOf: provider.id } });
    const actor = await api.identity.sessions.authenticate(engineer.token);
    expect(actor.memberships.map(({ kind, role }) => [kind, role])).toContainEqual(['customer', 'member']);
    expect((await api.post(`${pathOf(customer.id)}/me`, {}, engineer.token)).body.code).toBe('identity.already-member');
  });

  it('R0-27: do not add themselves as viewer of a provider, as customer, as operator, or to another provider’s customer', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const customer = await aCustomer(api, north.token);
    const viewer = await joined(api, north.token, north.id, 'viewer');
    const join = async (token: string, id = customer.id) => (await api.post(`${pathOf(id)}/me`, {}, token)).status;
    expect(await join(viewer.token)).toBe(403);
    expect(await join(customer.token)).toBe(403);
    expect(await join(await api.signIn())).toBe(403);
    expect(await join(north.token, north.id)).toBe(403);
    expect(await join(south.token)).toBe(404);
  });
});
