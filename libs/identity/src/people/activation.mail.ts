import { dayIn, MailTemplate } from '#libs/notifications';

/** What the two mails to a new account say. Instants are RFC 3339. */
export type AccountMailData = {
  readonly accountLinkId: string;
  readonly organizationName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly expiresAt: string;
};

/** The first of the two mails to a new customer (R1-27, R2-09). */
export const activationMail = new MailTemplate<AccountMailData>({
  name: 'activation',
  subjectOf: ({ accountLinkId }) => accountLinkId,
  en: ({ organizationName, firstName, expiresAt }, { brand }) => ({
    subject: `Activate your ${brand} account for ${organizationName}`,
    greeting: `Hello ${firstName},`,
    paragraphs: [`an account at ${organizationName} was made for you on ${brand}.`],
    linkLabel: 'Activate the account',
    closing: [
      `The link works once, until ${dayIn('en', expiresAt)} (UTC).`,
      'A second mail lets you choose the password; either link is enough.',
    ],
  }),
  pl: ({ organizationName, firstName, expiresAt }, { brand }) => ({
    subject: `Aktywacja konta ${brand} dla ${organizationName}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [`W ${brand} utworzono dla Ciebie konto w organizacji ${organizationName}.`],
    linkLabel: 'Aktywuj konto',
    closing: [
      `Link działa jeden raz, do ${dayIn('pl', expiresAt)} (UTC).`,
      'Druga wiadomość pozwala wybrać hasło; wystarczy jeden z tych linków.',
    ],
  }),
});
