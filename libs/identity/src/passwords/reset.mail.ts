import { MailTemplate, minuteIn } from '#libs/notifications';

type ResetData = { readonly accountLinkId: string; readonly firstName: string; readonly expiresAt: string };

/** To somebody who forgot the password. */
export const resetMail = new MailTemplate<ResetData>({
  name: 'reset',
  subjectOf: ({ accountLinkId }) => accountLinkId,
  en: ({ firstName, expiresAt }, { brand }) => ({
    subject: `Choose a new ${brand} password`,
    greeting: `Hello ${firstName},`,
    paragraphs: [`somebody, we hope you, asked for a new password of your ${brand} account.`],
    linkLabel: 'Choose a new password',
    closing: [
      `The link works once, until ${minuteIn('en', expiresAt)}.`,
      'If it was not you, there is nothing to do: your password stays as it is.',
    ],
  }),
  pl: ({ firstName, expiresAt }, { brand }) => ({
    subject: `Nowe hasło do ${brand}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [`Otrzymaliśmy prośbę o nowe hasło do Twojego konta w ${brand}.`],
    linkLabel: 'Wybierz nowe hasło',
    closing: [
      `Link działa jeden raz, do ${minuteIn('pl', expiresAt)}.`,
      'Jeśli to nie była Twoja prośba, nie musisz nic robić: hasło pozostaje bez zmian.',
    ],
  }),
});
