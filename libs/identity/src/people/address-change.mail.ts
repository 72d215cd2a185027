import { MailTemplate, minuteIn } from '#libs/notifications';

type AddressChangeData = {
  readonly addressChangeId: string;
  readonly firstName: string;
  readonly newEmail: string;
  readonly expiresAt: string;
};

/** To the new sign-in address, which counts only when its link was followed (R0-07). */
export const addressChangeMail = new MailTemplate<AddressChangeData>({
  name: 'address-change',
  subjectOf: ({ addressChangeId }) => addressChangeId,
  en: ({ firstName, newEmail, expiresAt }, { brand }) => ({
    subject: `Confirm your new ${brand} sign-in address`,
    greeting: `Hello ${firstName},`,
    paragraphs: [`${newEmail} is to become the address you sign in to ${brand} with.`],
    linkLabel: 'Confirm the address',
    closing: [
      `The link works once, until ${minuteIn('en', expiresAt)}. Until it is followed you sign in with the old address.`,
      'If you know nothing of this, ignore the mail.',
    ],
  }),
  pl: ({ firstName, newEmail, expiresAt }, { brand }) => ({
    subject: `Potwierdź nowy adres logowania do ${brand}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [`${newEmail} ma zostać adresem, którym logujesz się do ${brand}.`],
    linkLabel: 'Potwierdź adres',
    closing: [
      `Link działa jeden raz, do ${minuteIn('pl', expiresAt)}. Do tego czasu logujesz się starym adresem.`,
      'Jeśli to nie Twoja prośba, zignoruj tę wiadomość.',
    ],
  }),
});
