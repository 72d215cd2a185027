import { dayIn, MailTemplate } from '#libs/notifications';
import type { AccountMailData } from './activation.mail.js';

/** The second of the two mails to a new customer (R1-27): a link to choose the password, never a password. */
export const passwordMail = new MailTemplate<AccountMailData>({
  name: 'password',
  subjectOf: ({ accountLinkId }) => accountLinkId,
  en: ({ organizationName, firstName, expiresAt }, { brand }) => ({
    subject: `Choose your ${brand} password for ${organizationName}`,
    greeting: `Hello ${firstName},`,
    paragraphs: [
      `choose the password of your account at ${organizationName}. Nobody else knows it, and we never mail one.`,
    ],
    linkLabel: 'Choose the password',
    closing: [`The link works once, until ${dayIn('en', expiresAt)} (UTC).`],
  }),
  pl: ({ organizationName, firstName, expiresAt }, { brand }) => ({
    subject: `Wybierz hasło ${brand} dla ${organizationName}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [
      `Wybierz hasło do swojego konta w organizacji ${organizationName}. Nikt inny go nie zna i nigdy nie wysyłamy haseł pocztą.`,
    ],
    linkLabel: 'Wybierz hasło',
    closing: [`Link działa jeden raz, do ${dayIn('pl', expiresAt)} (UTC).`],
  }),
});
