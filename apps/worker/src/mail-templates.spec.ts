import { agreementMails } from '#libs/agreements';
import { keyAlarmMail } from '#libs/certificates';
import { type Language, linkedPages } from '#libs/contracts/http';
import { certificateNoticeMail } from '#libs/devices';
import { IssuedMailLinks, identityMails, Links, LinkTokens, newLinkKey } from '#libs/identity';
import type { Mail } from '#libs/notifications';
import { siteShareMail } from '#libs/sites';
import type { RegistryDatabase } from '#prisma';
import { mailTemplates } from './mail-templates.js';

const id = '019a0000-0000-7000-8000-000000000001';
const expiresAt = '2026-12-21T10:00:00.000Z';
const account = { accountLinkId: id, organizationName: 'Northwind', firstName: 'Ada', lastName: 'Lovelace', expiresAt };
// Writing a link asks no database.
const links = new IssuedMailLinks(
  {} as RegistryDatabase,
  new Links('https://fieldgate.example', new LinkTokens(newLinkKey())),
);
const [invitation, activation, password, reset, addressChange, addressNotice, selfGrant, ...recoveries] = identityMails;
const [registrationSummary, serviceProposal, contractNotice, warrantyNotice] = agreementMails;

const summary = {
  organizationName: 'Northwind',
  providerName: 'Pinnacle Power',
  firstName: 'Ada',
  deviceModel: 'RemotEye 4',
  deviceSerialNumber: 'RE4-1',
  equipmentModel: 'UPS',
  equipmentSerialNumber: '160300007',
  startDate: '2026-11-21',
  endDate: '2027-11-21',
  expectsActivation: true,
};
const invited = invitation.with({
  invitationId: id,
  organizationName: 'Northwind',
  name: 'Ada',
  invitedBy: 'Grace Hopper',
  expiresAt,
});
const mails: readonly Mail[] = [
  invited,
  activation.with(account),
  password.with(account),
  reset.with(account),
  addressChange.with({ addressChangeId: id, firstName: 'Ada', newEmail: 'ada@new.example', expiresAt }),
  addressNotice.with({ firstName: 'Ada', newEmail: 'ada@new.example', requestedAt: '2026-11-21T10:00:00.000Z' }),
  selfGrant.with({
    firstName: 'Ada',
    personName: 'Grace Hopper',
    fromName: 'Pinnacle Power',
    organizationName: 'Northwind',
    at: '2026-11-21T10:00:00.000Z',
  }),
  registrationSummary.with(summary),
  serviceProposal.with({
    firstName: 'Ada',
    organizationName: 'Northwind',
    providerName: 'Pinnacle Power',
    machine: '1600XP 160300007',
    message: 'We know this model well.',
  }),
  ...(['compromised', 'foreign', 'presented-elsewhere'] as const).map((finding) =>
    keyAlarmMail.with({
      firstName: 'Ada',
      deviceSerialNumber: 'SN-7',
      finding,
      keyFingerprint: 'ab'.repeat(32),
      at: '2026-11-29T10:00:00.000Z',
    }),
  ),
  ...[30, 0].map((daysLeft) =>
    contractNotice.with({
      firstName: 'Ada',
      customerName: 'Northwind',
      providerName: 'Pinnacle Power',
      deviceSerialNumber: 'RE4-1',
      machine: '1600XP 160300007',
      daysLeft,
      endDate: '2026-12-21',
      graceEndDate: '2027-01-20',
      mayRenew: daysLeft > 0,
    }),
  ),
  warrantyNotice.with({
    firstName: 'Ada',
    customerName: 'Northwind',
    machine: '1600XP 160300007',
    daysLeft: 60,
    warrantyEnd: '2026-12-21',
  }),
  ...[1, 12].map((devices) =>
    certificateNoticeMail.with({
      firstName: 'Ada',
      organizationName: 'Pinnacle Power',
      devices,
      firstEndsAt: '2026-12-21T10:00:00.000Z',
    }),
  ),
  ...[null, 'South Grid'].map((organizationName) =>
    siteShareMail.with({
      grantId: '01a1fdfa-4600-7439-9a3e-e67b00475f7e',
      firstName: organizationName && 'Ada',
      siteName: 'Pump house',
      ownerName: 'Northwind',
      sharedBy: 'Ada Berg',
      access: organizationName ? 'manage' : 'read',
      organizationName,
      expiresAt: '2026-11-29T10:00:00.000Z',
    }),
  ),
  ...recoveries.map((recovery) =>
    recovery.with({ firstName: 'Ada', administratorName: 'Grace Hopper', doneAt: '2026-11-21T10:00:00.000Z' }),
  ),
];
const withoutLink: readonly string[] = [
  'address-notice',
  'self-grant',
  'second-factor-reset',
  'account-unlocked',
  'registration-summary',
  'service-proposal',
  'contract-notice',
  'warranty-notice',
  'certificate-notice',
  'key-alarm',
];
const languages = ['en', 'pl'] as const;
const each = mails.flatMap((mail) => languages.map((language) => ({ mail, language, template: mail.template })));
const withLink = each.filter(({ template }) => !withoutLink.includes(template));
const written = (mail: Mail, language: Language, brandingName: string | null = null) =>
  mailTemplates.render(mail, { language, brandingName, url: links.urlIn(mail) });

/** For what the glossary calls an asset. */
const otherWords = { en: 'machine|equipment', pl: 'maszyn' };

describe('the mails of the platform', () => {
  it('are each tried here', () => {
    expect(new Set(mails.map(({ template }) => template))).toEqual(new Set(mailTemplates.names));
  });

  it.each(each)(
    '$template in $language calls what is watched by the one word of the glossary',
    ({ mail, language }) => {
      const { subject, text } = written(mail, language);
      expect(`${subject}\n${text}`).not.toMatch(new RegExp(otherWords[language], 'i'));
    },
  );

  it.each(each)('$template in $language says the same in text and HTML, and loads nothing', ({ mail, language }) => {
    const { subject, text, html } = written(mail, language);
    expect(subject).not.toMatch(/undefined|null|\n/);
    for (const part of [text, html]) {
      expect(part).toContain('Ada');
      expect(part).not.toMatch(/undefined|null|NaN|Invalid/);
    }
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<(img|script|link|style|iframe)|src=|url\(/i);
  });

  it.each(withLink)('$template in $language has its link on a line of its own, and in HTML', ({ mail, language }) => {
    const { text, html } = written(mail, language);
    const [url] =
      /^https:\/\/fieldgate\.example\/[a-z-]+\/(?:[A-Za-z0-9_-]{64}|(?:[0-9A-Z]{4}-?){4})$/m.exec(text) ?? [];
    expect(url).toBeDefined();
    expect(html).toContain(`<a href="${url}"`);
  });

  it.each(withLink)('$template in $language leads to the page the console has for it', ({ mail, language }) => {
    const [, page] = /https:\/\/fieldgate\.example(\/.*\/)/.exec(written(mail, language).text) ?? [];
    expect(page).toBe(linkedPages[mail.template as keyof typeof linkedPages]);
  });

  it.each(each)(
    '$template in $language names the organization’s brand in place of the platform',
    ({ mail, language }) => {
      const { subject, text, html } = written(mail, language, 'Pinnacle Watch');
      expect(text).toContain('Pinnacle Watch');
      expect(`${subject}${text.replace(/https:\S+/g, '')}`).not.toContain('Fieldgate');
      expect(html).toContain('Pinnacle Watch');
    },
  );

  it('is written in Polish with Polish dates', () => {
    const { subject, text } = written(invited, 'pl');
    expect(subject).toBe('Zaproszenie do Northwind w Fieldgate');
    expect(text).toContain('do 21 grudnia 2026 (UTC)');
    expect(written(invited, 'en').text).toContain('until 21 December 2026 (UTC)');
  });

  it('quotes names as text, never as HTML, and keeps the subject on one line', () => {
    const name = '<b onclick="x()">A & B</b>\r\nBcc: all@example.org';
    const hostile = activation.with({ ...account, organizationName: name });
    const { subject, html } = written(hostile, 'en', '"><script>');
    expect(html).not.toMatch(/<b |<script/);
    expect(html).toContain('&lt;b onclick=&quot;x()&quot;&gt;A &amp; B&lt;/b&gt;');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('R1-27, R1-28: the summary announces the two mails, and only to who must activate the account', () => {
    const expected = registrationSummary.with(summary);
    expect(written(expected, 'en').text).toContain('two more mails');
    expect(written(expected, 'pl').text).toContain('dwie wiadomości');
    const known = registrationSummary.with({ ...summary, expectsActivation: false });
    expect(written(known, 'en').text).not.toContain('two more mails');
  });
});
