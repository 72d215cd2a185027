import { aName, anAddress, password } from './people.js';
import { API_START_LIMIT_MS, operator, type RunningApi, startApiAlone } from './running-api.js';

describe('the main flow of identity', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApiAlone();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  it('goes from the operator to a provider who signs in', async () => {
    const signedIn = await api.post('/sessions', operator);
    expect(signedIn.status).toBe(201);
    expect(signedIn.body).toEqual({
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      expiresAt: '2026-11-22T00:00:00.000Z',
      person: { id: expect.any(String), email: operator.email },
      csrfToken: expect.any(String),
      passwordChange: null,
    });

    const name = aName('North Power');
    const made = await api.post('/organizations', { kind: 'provider', name }, signedIn.body.token);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ kind: 'provider', name, parentId: expect.any(String), status: 'new' });

    const email = anAddress('Ada');
    const invitations = `/organizations/${made.body.id}/invitations`;
    const invited = await api.post(invitations, { email, name: 'Ada' }, signedIn.body.token);
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({
      id: expect.any(String),
      status: 'pending',
      email: email.toLowerCase(),
      expiresAt: '2026-12-21T12:00:00.000Z',
      link: `https://fieldgate.example/invitation/${invited.body.token}`,
    });

    const newcomer = { firstName: 'Ada', lastName: 'Lovelace', password };
    const accepted = await api.post(`/invitations/${invited.body.token}/acceptance`, newcomer);
    expect(accepted.status).toBe(201);
    expect(accepted.body).toEqual({
      organizationId: made.body.id,
      personId: expect.any(String),
      token: expect.any(String),
    });

    const me = await api.get('/me', accepted.body.token);
    expect(me.body).toEqual({
      id: accepted.body.personId,
      email: email.toLowerCase(),
      firstName: 'Ada',
      lastName: 'Lovelace',
      phone: null,
      language: null,
      timeZone: null,
      secondFactor: { active: false, recoveryCodesLeft: 0 },
      csrfToken: expect.any(String),
      passwordChange: null,
      memberships: [
        {
          organizationId: made.body.id,
          name,
          kind: 'provider',
          role: 'admin',
          homeDashboard: null,
          actions: expect.objectContaining({ 'registration.create': 'tree', 'organization.move': 'below' }),
        },
      ],
    });

    const again = await api.post('/sessions', { email, password });
    expect(again.status).toBe(201);
    expect((await api.ask('DELETE', '/sessions/current', undefined, again.body.token)).status).toBe(204);
    expect((await api.get('/me', again.body.token)).body.code).toBe('identity.session-unknown');
    expect((await api.get('/me', accepted.body.token)).status).toBe(200);
  });
});
