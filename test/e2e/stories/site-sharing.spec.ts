import { connectAsync, type MqttClient } from 'mqtt';
import {
  addedSite,
  auditPage,
  deviceDetails,
  organizationKey,
  outboxPage,
  type SiteGrantBody,
  shareCode,
  sharedSiteOffer,
  siteAccessLog,
  siteDetails,
  siteGrant,
  sitePermissionPage,
} from '#libs/contracts/http';
import { DAY_MS } from '#libs/kernel';
import type { MailServer } from '../../integration/api-identity/receiving-mail-server.js';
import type { ApiClient } from '../platform/api-client.js';
import { connectionOf } from '../platform/device-connection.js';
import { eventually } from '../platform/eventually.js';
import { PLATFORM_START_LIMIT_MS, type Platform } from '../platform/platform.js';
import { provision } from '../platform/provisioning.js';
import { locationView } from './location-view.js';
import { linkIn, mailTo, secretOf } from './mailbox.js';
import { joined, opened, type Somebody } from './people.js';
import { refusal } from './refusal.js';
import { type Story, startStory } from './story.js';

// The reference system R4: installers share a single location with a person, an organization, or whoever has a code.

/** R4-14. */
const SEVEN_DAYS_MS = 7 * DAY_MS;

jest.setTimeout(120_000);

describe('R4: an organization shares one location', () => {
  let story: Story;
  let mail: MailServer;
  let platform: Platform;
  let api: ApiClient;
  let device: MqttClient;
  let deviceId: string;
  let siteId: string;
  let ownerId: string;
  let owner: ApiClient;
  let installer: Somebody;
  let contractor: Awaited<ReturnType<typeof opened>>;
  let foreman: Somebody;
  let fitter: Somebody;
  let person: Somebody;
  let stranger: Somebody;
  let helper: Somebody;
  const codes: string[] = [];

  beforeAll(async () => {
    story = await startStory();
    ({ mail, platform, api } = story);
    const fleet = await provision(platform, 1);
    owner = fleet.customer;
    const [provisioned] = fleet.devices;
    if (!provisioned) throw new Error('There is no device to share.');
    deviceId = provisioned.id;
    const details = await owner.read(`/devices/${deviceId}`, deviceDetails);
    [siteId, ownerId] = [details.site?.id ?? '', details.organizationId];
    device = await connectAsync(connectionOf(platform, provisioned));
    await device.publishAsync('devices/me/telemetry', '{"load":43}', { qos: 1 });

    const otherProvider = await opened(
      api,
      story.operator,
      { kind: 'provider', name: 'Volt Partners' },
      'vera@volt.example',
    );
    const customerOf = (name: string, email: string) =>
      opened(api, otherProvider.admin.api, { kind: 'customer', name }, email);
    contractor = await customerOf('Cable Contractor', 'carl@cable.example');
    foreman = await joined(api, contractor.admin.api, contractor.id, 'fred@cable.example', 'admin');
    fitter = await joined(api, contractor.admin.api, contractor.id, 'finn@cable.example', 'member');
    person = (await customerOf('One Person', 'pia@person.example')).admin;
    helper = (await customerOf('Helping Hands', 'hedy@hands.example')).admin;
    stranger = (await customerOf('Curious', 'cora@curious.example')).admin;
  }, PLATFORM_START_LIMIT_MS);
  afterAll(async () => {
    await device?.endAsync(true);
    await story?.stop();
  }, PLATFORM_START_LIMIT_MS);

  const share = (form: object, as = owner) => as.make(`/sites/${siteId}/grants`, form, siteGrant);
  const accept = (code: string | undefined, as: ApiClient, form = {}) =>
    as.make(`/share-codes/${code}/acceptance`, form, addedSite);
  const newCode = (access = 'read') => owner.make(`/sites/${siteId}/share-codes`, { access }, shareCode);
  const permissions = async (as = owner) =>
    (await as.read(`/sites/${siteId}/grants?limit=200`, sitePermissionPage)).items;
  const grants = async (as = owner) => (await permissions(as)).filter((each) => each.kind === 'grant');
  const withdraw = (grant: Pick<SiteGrantBody, 'id'>, as = owner) => as.remove(`/sites/${siteId}/grants/${grant.id}`);
  const grantOf = async (match: Partial<SiteGrantBody>) => {
    const found = (await grants()).find((grant) =>
      Object.entries(match).every(([key, value]) => grant[key as keyof SiteGrantBody] === value),
    );
    if (!found) throw new Error(`The site has no grant ${JSON.stringify(match)}.`);
    return found;
  };

  const seenBy = (as: ApiClient) => locationView(as, deviceId);
  const everything = { sites: ['Quay 4'], devices: ['SN-1000'], assets: ['160300000'], onTheMap: 1, values: [43] };
  const nothing = { sites: [], devices: [], assets: [], onTheMap: 0, values: 404 };

  it('R4-01, R4-02: what one of its people installs all of them see, and nobody else', async () => {
    installer = await joined(api, owner, ownerId, 'ines@harbor.example', 'member');
    await eventually('all is there', async () => JSON.stringify(await seenBy(owner)) === JSON.stringify(everything));
    expect(await seenBy(installer.api)).toEqual(everything);
    for (const other of [person, foreman, stranger]) expect(await seenBy(other.api)).toEqual(nothing);
  });

  describe('with a person, by email', () => {
    it('R4-03, R4-04, R4-07, R4-08: the person gets a mail with instructions how to add the location', async () => {
      const offered = await share({ way: 'email', email: person.email, access: 'read' }, installer.api);
      expect(offered).toMatchObject({ way: 'email', state: 'pending', email: person.email });
      const invitation = await mailTo(mail, person.email, 'shares the location Quay 4');
      expect(invitation.text).toContain('To add it to your own, follow the link and sign in with this e-mail address.');
      codes.push(secretOf(linkIn(invitation)));
      expect(invitation.text).toContain(`Code: ${codes[0]}`);
      expect(await seenBy(person.api)).toEqual(nothing);
    });

    it('R4-16: whoever has the code first reads what it would add; nobody else can use it', async () => {
      const offer = await person.api.read(`/share-codes/${codes[0]}`, sharedSiteOffer);
      expect(offer).toMatchObject({ siteName: 'Quay 4', owner: { name: 'Harbor Cold Store' }, access: 'read' });
      expect((await refusal(stranger.api.get(`/share-codes/${codes[0]}`))).code).toBe('fleet.share-code-unknown');
    });

    it('R4-05: accepted, the location is in the person’s lists, map and telemetry as if it were their own', async () => {
      expect(await accept(codes[0], person.api)).toMatchObject({ siteId, siteName: 'Quay 4', access: 'read' });
      expect(await seenBy(person.api)).toEqual(everything);
      expect(await seenBy(stranger.api)).toEqual(nothing);
    });

    it('R4-05: reading is not managing', async () => {
      expect((await refusal(person.api.patch(`/sites/${siteId}`, { name: 'Mine' }))).status).toBe(403);
      const onward = person.api.post(`/sites/${siteId}/grants`, { way: 'email', email: 'x@y.example', access: 'read' });
      expect((await refusal(onward)).status).toBe(403);
    });
  });

  describe('with an organization, by its key', () => {
    it('R4-09, R4-10: the organization’s own administrator finds the key and hands it over', async () => {
      const path = `/organizations/${contractor.id}/key`;
      const { key } = await contractor.admin.api.read(path, organizationKey);
      expect(key).toMatch(/^(\w{4}-){3}\w{4}$/);
      expect((await refusal(fitter.api.get(path))).status).toBe(403);
      expect((await refusal(owner.get(path))).status).toBe(404);
      const offered = await share({ way: 'key', key, access: 'manage' });
      expect(offered).toMatchObject({ way: 'key', state: 'pending', organization: { name: 'Cable Contractor' } });
    });

    it('R4-11: the invitation code is mailed to all of its administrators, and to nobody else', async () => {
      const invitations = await Promise.all(
        [contractor.admin, foreman].map(({ email }) => mailTo(mail, email, 'shares the location Quay 4')),
      );
      codes.push(...invitations.map((invitation) => secretOf(linkIn(invitation))));
      // The outbox has every mail, also one that has not gone out yet; the first one is the person's.
      const { items } = await story.operator.read('/outbox-mails?limit=200', outboxPage);
      const told = items.filter(({ template }) => template === 'site-share').map(({ recipient }) => recipient);
      expect(told.sort()).toEqual([contractor.admin.email, foreman.email, person.email]);
    });

    it('R4-05, R4-02: accepted by one of them, all of its people see the location and may manage it', async () => {
      expect((await refusal(fitter.api.post(`/share-codes/${codes[1]}/acceptance`, {}))).status).toBe(404);
      await accept(codes[1], foreman.api);
      for (const one of [contractor.admin, foreman, fitter]) expect(await seenBy(one.api)).toEqual(everything);
      const change = { address: 'Quay 4, gate B' };
      expect(await fitter.api.change(`/sites/${siteId}`, change, siteDetails)).toMatchObject({
        ...change,
        access: 'manage',
      });
      expect((await refusal(foreman.api.delete(`/sites/${siteId}?confirm=Quay%204`))).status).toBe(403);
    });
  });

  it('R4-07: whoever manages the location may share it, too', async () => {
    await share({ way: 'email', email: helper.email, access: 'read' }, fitter.api);
    await accept(secretOf(linkIn(await mailTo(mail, helper.email, 'Quay 4'))), helper.api);
    expect(await seenBy(helper.api)).toEqual(everything);
    expect((await refusal(helper.api.patch(`/sites/${siteId}`, { name: 'Mine' }))).status).toBe(403);
  });

  describe('with whoever has a code', () => {
    it('R4-12…R4-14: a code is unique, shown once, and valid for 7 days', async () => {
      const before = Date.now();
      const { code, expiresAt } = await newCode();
      expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
      const validMs = Date.parse(expiresAt) - before;
      expect(validMs).toBeGreaterThanOrEqual(SEVEN_DAYS_MS);
      expect(validMs).toBeLessThan(SEVEN_DAYS_MS + DAY_MS);
      expect(JSON.stringify(await permissions())).not.toContain(code);
      codes.push(code);
    });

    it('R4-15: a new one takes its place, and the old one is refused', async () => {
      const { code } = await newCode();
      expect(code).not.toBe(codes.at(-1));
      expect((await refusal(stranger.api.get(`/share-codes/${codes.at(-1)}`))).code).toBe('fleet.share-code-unknown');
      codes.push(code);
    });

    it('R4-13, R4-16: anybody who has it adds the location, however it is typed, and only once', async () => {
      const typed = encodeURIComponent((codes.at(-1) ?? '').toLowerCase().replaceAll('-', ' '));
      expect(await stranger.api.read(`/share-codes/${typed}`, sharedSiteOffer)).toMatchObject({ way: 'code' });
      await accept(typed, stranger.api);
      expect(await seenBy(stranger.api)).toEqual(everything);
      expect((await refusal(foreman.api.post(`/share-codes/${typed}/acceptance`, {}))).status).toBe(404);
    });

    it('R4-19: guessing codes locks out whoever guesses, the right code included', async () => {
      const [{ code }, { api: guesser }] = [await newCode(), contractor.admin];
      for (let n = 0; n < 5; n += 1)
        expect((await refusal(guesser.get(`/share-codes/0000-0000-0000-000${n}`))).status).toBe(404);
      expect(await refusal(guesser.get(`/share-codes/${code}`))).toMatchObject({
        status: 429,
        code: 'identity.code-entry-locked',
      });
      expect((await person.api.get(`/share-codes/${code}`)).status).toBe(200);
    });
  });

  describe('the permissions', () => {
    it('R4-06: show the owner, its people and everyone with access', async () => {
      const all = await permissions();
      expect(all[0]).toMatchObject({ kind: 'owner', organization: { name: 'Harbor Cold Store' } });
      const members = all.flatMap((each) => (each.kind === 'member' ? [each.person.email] : []));
      expect(members).toEqual(['grace@harbor.example', installer.email]);
      expect(await grantOf({ way: 'email', state: 'accepted' })).toMatchObject({ person: { email: person.email } });
      expect(await grantOf({ way: 'key' })).toMatchObject({
        organization: { name: 'Cable Contractor' },
        access: 'manage',
      });
      expect(await grantOf({ way: 'code', state: 'accepted' })).toMatchObject({ person: { email: stranger.email } });
    });

    it('R4-18, R4-08, R4-09, R4-12: show the three ways of sharing, and what waits, was accepted, withdrawn or is over', async () => {
      const endsAt = new Date(Date.now() + 5_000).toISOString();
      await share({ way: 'email', email: 'nobody@elsewhere.example', access: 'read', endsAt });
      const ended = await eventually('the access has ended', async () =>
        (await grants()).find(({ email, state }) => email === 'nobody@elsewhere.example' && state === 'expired'),
      );
      expect(ended.withdrawnAt).toBeNull();
      const states = new Set((await grants()).map(({ state }) => state));
      expect(states).toEqual(new Set(['accepted', 'pending', 'withdrawn', 'expired']));
      expect(new Set((await grants()).map(({ way }) => way))).toEqual(new Set(['email', 'key', 'code']));
    });

    it('R4-06: show whom it is shared with the owner and their own entry alone', async () => {
      expect((await permissions(person.api)).map(({ kind }) => kind)).toEqual(['owner', 'grant']);
      expect(await grants(person.api)).toMatchObject([{ person: { email: person.email } }]);
    });

    it('R4-18: the owner sees who looked', async () => {
      const { items } = await owner.read(`/sites/${siteId}/access-log`, siteAccessLog);
      const looked = items.map(({ person: { email }, organization }) => [email, organization?.name ?? null]);
      expect(looked).toEqual(
        expect.arrayContaining([
          [person.email, null],
          [foreman.email, 'Cable Contractor'],
          [stranger.email, null],
        ]),
      );
      expect((await refusal(person.api.get(`/sites/${siteId}/access-log`))).status).toBe(403);
    });
  });

  describe('withdrawing', () => {
    it('R4-18: the sharer withdraws, and at once the person sees nothing in lists, map and telemetry', async () => {
      await withdraw(await grantOf({ way: 'email', state: 'accepted' }), installer.api);
      expect(await seenBy(person.api)).toEqual(nothing);
      expect((await refusal(person.api.get(`/sites/${siteId}`))).status).toBe(404);
    });

    it('R4-18: the owner withdraws from a whole organization, and with it from whom that shared on, and from who came by a code', async () => {
      await withdraw(await grantOf({ way: 'key' }));
      await withdraw(await grantOf({ way: 'code', state: 'accepted' }));
      for (const one of [contractor.admin, foreman, fitter, helper, stranger])
        expect(await seenBy(one.api)).toEqual(nothing);
      expect((await grants()).filter(({ state }) => state === 'accepted')).toEqual([]);
      expect(await seenBy(owner)).toEqual(everything);
    });

    it('R4-18: the owner’s audit trail tells of every step', async () => {
      const { items } = await owner.read('/audit-events?action=site-grant.&limit=200', auditPage);
      const done = new Set(items.map(({ action }) => action));
      for (const action of ['site-grant.accepted', 'site-grant.withdrawn']) expect(done).toContain(action);
    });
  });
});
