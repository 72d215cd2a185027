import { anAddress, aProvider, joined } from './people.js';
import { type Answer, API_START_LIMIT_MS, type RunningApi, startApi } from './running-api.js';

describe('invitations from a file', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  }, API_START_LIMIT_MS);
  afterAll(() => api.stop(), API_START_LIMIT_MS);

  async function send(
    id: string,
    file: string | Uint8Array<ArrayBuffer>,
    token: string,
    query = '',
    type = 'text/csv',
  ) {
    const answer = await fetch(`${api.url}/api/v1/organizations/${id}/invitations/bulk${query}`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${token}` },
      body: file,
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  it('are sent row by row, with a result for each; a bad row holds nobody up', async () => {
    const provider = await aProvider(api);
    const [ada, zoe] = [anAddress('ada'), anAddress('zoe')];
    const file = `\uFEFFrole,email,name\nviewer,${ada},Ada Lovelace\n,nobody,\n,${provider.admin.email},\n,${zoe},Zoë\n`;
    const answer = await send(provider.id, file, provider.token);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      dryRun: false,
      rows: [
        { line: 2, email: ada, outcome: 'invited', invitationId: expect.any(String) },
        { line: 3, email: 'nobody', outcome: 'refused', code: 'identity.bulk-row', detail: expect.any(String) },
        {
          line: 4,
          email: provider.admin.email,
          outcome: 'already-member',
          code: 'identity.already-member',
          detail: expect.any(String),
        },
        { line: 5, email: zoe, outcome: 'invited', invitationId: expect.any(String) },
      ],
    });
    const { items } = (await api.get(`/organizations/${provider.id}/invitations`, provider.token)).body;
    const sentTo = (address: string) => items.find(({ email }: { email: string }) => email === address);
    expect(sentTo(zoe)).toMatchObject({ name: 'Zoë', role: 'member', mail: { state: 'queued' } });
    expect(sentTo(ada)).toMatchObject({ name: 'Ada Lovelace', role: 'viewer' });
    const again = await send(provider.id, `email\n${ada}`, provider.token);
    expect(again.body.rows).toMatchObject([{ outcome: 'replaced' }]);
  });

  it('are only checked with dryRun, which sends nothing', async () => {
    const provider = await aProvider(api);
    const email = anAddress();
    const before = (await api.get(`/organizations/${provider.id}/invitations`, provider.token)).body.items.length;
    const file = `email\n${email}\n${provider.admin.email}\nx`;
    const answer = await send(provider.id, file, provider.token, '?dryRun=true');
    expect(answer.body.dryRun).toBe(true);
    expect(answer.body.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'invited',
      'already-member',
      'refused',
    ]);
    const after = (await api.get(`/organizations/${provider.id}/invitations`, provider.token)).body.items.length;
    expect(after).toBe(before);
  });

  it('are refused as a whole when the file is too large, too long, no CSV, or sent as something else', async () => {
    const provider = await aProvider(api);
    const codeOf = async (...args: [string | Uint8Array<ArrayBuffer>, string?]) => {
      const { status, body } = await send(provider.id, args[0], provider.token, '', args[1]);
      return [status, body.code, body.detail];
    };
    expect(await codeOf('x'.repeat(1024 * 1024 + 1))).toEqual([
      413,
      'request.body-too-large',
      expect.stringContaining('1048576 bytes'),
    ]);
    expect(await codeOf(`email\n${'a@b.example\n'.repeat(1001)}`)).toEqual([
      400,
      'identity.bulk-file-too-long',
      expect.stringContaining('1000 rows'),
    ]);
    expect((await codeOf('email\n"a'))[1]).toBe('identity.bulk-file-unreadable');
    expect((await codeOf(Uint8Array.of(0xff, 0xfe))).slice(0, 2)).toEqual([400, 'identity.bulk-file-unreadable']);
    expect((await codeOf('{}', 'application/json')).slice(0, 2)).toEqual([415, 'request.unsupported-media-type']);
    // Windows and Excel send files of rows under several names: what it holds decides.
    expect((await codeOf('x', 'text/plain')).slice(0, 2)).toEqual([400, 'identity.bulk-file-header']);
    expect((await codeOf('x', 'image/png')).slice(0, 2)).toEqual([415, 'request.unsupported-media-type']);
  });

  it('make text/csv welcome nowhere else', async () => {
    const answer = await fetch(`${api.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: 'email,password',
    });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ code: 'request.unsupported-media-type' });
  });

  it('are for those who may invite, and hidden from strangers', async () => {
    const [north, south] = [await aProvider(api), await aProvider(api)];
    const viewer = await joined(api, north.token, north.id, 'viewer');
    expect((await send(north.id, 'email\n', viewer.token)).status).toBe(403);
    expect((await send(north.id, 'email\n', south.token)).status).toBe(404);
  });
});
