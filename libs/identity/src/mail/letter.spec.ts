import { LinkTokens, newLinkKey } from '../links/link-tokens.js';
import { Links } from '../links/links.js';
import { letterOf } from './letter.js';
import type { Mail } from './outbox.js';

const id = '019a0000-0000-7000-8000-000000000001';
const expiresAt = '2026-12-21T10:00:00.000Z';
const account = { accountLinkId: id, organizationName: 'Northwind', firstName: 'Ada', lastName: 'Lovelace', expiresAt };
const links = new Links('https://fieldgate.example', new LinkTokens(newLinkKey()));

const mails: readonly Mail[] = [
  {
    template: 'invitation',
    data: { invitationId: id, organizationName: 'Northwind', name: 'Ada', invitedBy: 'Grace Hopper', expiresAt },
  },
  { template: 'activation', data: account },
  { template: 'password', data: account },
  { template: 'reset', data: account },
  {
    template: 'address-change',
    data: { addressChangeId: id, firstName: 'Ada', newEmail: 'ada@new.example', expiresAt },
  },
  {
    template: 'address-notice',
    data: { firstName: 'Ada', newEmail: 'ada@new.example', requestedAt: '2026-11-21T10:00:00.000Z' },
  },
  {
    template: 'registration-summary',
    data: {
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
    },
  },
  {
    template: 'service-proposal',
    data: {
      firstName: 'Ada',
      organizationName: 'Northwind',
      providerName: 'Pinnacle Power',
      machine: '1600XP 160300007',
      message: 'We know this model well.',
    },
  },
  ...(['compromised', 'foreign', 'presented-elsewhere'] as const).map(
    (finding) =>
      ({
        template: 'key-alarm',
        data: {
          firstName: 'Ada',
          deviceSerialNumber: 'SN-7',
          finding,
          keyFingerprint: 'ab'.repeat(32),
          at: '2026-11-29T10:00:00.000Z',
        },
      }) as const,
  ),
  ...[30, 0].map(
    (daysLeft) =>
      ({
        template: 'contract-notice',
        data: {
          firstName: 'Ada',
          customerName: 'Northwind',
          providerName: 'Pinnacle Power',
          deviceSerialNumber: 'RE4-1',
          machine: '1600XP 160300007',
          daysLeft,
          endDate: '2026-12-21',
          graceEndDate: '2027-01-20',
          mayRenew: daysLeft > 0,
        },
      }) as const,
  ),
  ...[null, 'South Grid'].map(
    (organizationName) =>
      ({
        template: 'site-share',
        data: {
          grantId: '01a1fdfa-4600-7439-9a3e-e67b00475f7e',
          firstName: organizationName && 'Ada',
          siteName: 'Pump house',
          ownerName: 'Northwind',
          sharedBy: 'Ada Berg',
          access: organizationName ? 'manage' : 'read',
          organizationName,
          expiresAt: '2026-11-29T10:00:00.000Z',
        },
      }) as const,
  ),
  ...(['second-factor-reset', 'account-unlocked'] as const).map((template) => ({
    template,
    data: { firstName: 'Ada', administratorName: 'Grace Hopper', doneAt: '2026-11-21T10:00:00.000Z' },
  })),
];
const withoutLink: readonly string[] = [
  'address-notice',
  'second-factor-reset',
  'account-unlocked',
  'registration-summary',
  'service-proposal',
  'contract-notice',
  'key-alarm',
];
const languages = ['en', 'pl'] as const;
const each = mails.flatMap((mail) => languages.map((language) => ({ mail, language, template: mail.template })));
const withLink = each.filter(({ template }) => !withoutLink.includes(template));
const letter = (mail: Mail, language: 'en' | 'pl', brandingName: string | null = null) =>
  letterOf(mail, links, { language, brandingName });

describe('letters', () => {
  it.each(each)('$template in $language says the same in text and HTML, and loads nothing', ({ mail, language }) => {
    const { subject, text, html } = letter(mail, language);
    expect(subject).not.toMatch(/undefined|null|\n/);
    for (const part of [text, html]) {
      expect(part).toContain('Ada');
      expect(part).not.toMatch(/undefined|null|NaN|Invalid/);
    }
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<(img|script|link|style|iframe)|src=|url\(/i);
  });

  it.each(withLink)('$template in $language has its link on a line of its own, and in HTML', ({ mail, language }) => {
    const { text, html } = letter(mail, language);
    const [url] =
      /^https:\/\/fieldgate\.example\/[a-z-]+\/(?:[A-Za-z0-9_-]{64}|(?:[0-9A-Z]{4}-?){4})$/m.exec(text) ?? [];
    expect(url).toBeDefined();
    expect(html).toContain(`<a href="${url}"`);
  });

  it.each(each)(
    '$template in $language names the organization’s brand in place of the platform',
    ({ mail, language }) => {
      const { subject, text, html } = letter(mail, language, 'Pinnacle Watch');
      expect(text).toContain('Pinnacle Watch');
      expect(`${subject}${text.replace(/https:\S+/g, '')}`).not.toContain('Fieldgate');
      expect(html).toContain('Pinnacle Watch');
    },
  );

  it('is written in Polish with Polish dates', () => {
    const { subject, text } = letter(mails[0] as Mail, 'pl');
    expect(subject).toBe('Zaproszenie do Northwind w Fieldgate');
    expect(text).toContain('do 21 grudnia 2026 (UTC)');
    expect(letter(mails[0] as Mail, 'en').text).toContain('until 21 December 2026 (UTC)');
  });

  it('quotes names as text, never as HTML, and keeps the subject on one line', () => {
    const name = '<b onclick="x()">A & B</b>\r\nBcc: all@example.org';
    const hostile: Mail = { template: 'activation', data: { ...account, organizationName: name } };
    const { subject, html } = letter(hostile, 'en', '"><script>');
    expect(html).not.toMatch(/<b |<script/);
    expect(html).toContain('&lt;b onclick=&quot;x()&quot;&gt;A &amp; B&lt;/b&gt;');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('R1-27, R1-28: the summary announces the two mails, and only to who must activate the account', () => {
    const summary = mails[6] as Extract<Mail, { template: 'registration-summary' }>;
    expect(letter(summary, 'en').text).toContain('two more mails');
    expect(letter(summary, 'pl').text).toContain('dwie wiadomości');
    const known: Mail = { ...summary, data: { ...summary.data, expectsActivation: false } };
    expect(letter(known, 'en').text).not.toContain('two more mails');
  });
});
