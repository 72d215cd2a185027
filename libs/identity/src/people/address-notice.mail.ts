import { MailTemplate, minuteIn } from '#libs/notifications';

type AddressNoticeData = { readonly firstName: string; readonly newEmail: string; readonly requestedAt: string };

/** To the old sign-in address: its owner learns of a change that somebody else may have begun (R0-07). */
export const addressNoticeMail = new MailTemplate<AddressNoticeData>({
  name: 'address-notice',
  en: ({ firstName, newEmail, requestedAt }, { brand }) => ({
    subject: `Your ${brand} sign-in address is about to change`,
    greeting: `Hello ${firstName},`,
    paragraphs: [
      `on ${minuteIn('en', requestedAt)} it was asked that you sign in to ${brand} with ${newEmail} from now on.`,
      'The change takes effect when a link sent to the new address is followed.',
    ],
    closing: ['If it was not you, change your password now and tell your administrator.'],
  }),
  pl: ({ firstName, newEmail, requestedAt }, { brand }) => ({
    subject: `Zmiana adresu logowania do ${brand}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [
      `${minuteIn('pl', requestedAt)} otrzymaliśmy prośbę, aby logowanie do ${brand} odbywało się adresem ${newEmail}.`,
      'Zmiana nastąpi po otwarciu linku wysłanego na nowy adres.',
    ],
    closing: ['Jeśli to nie Twoja prośba, od razu zmień hasło i powiadom administratora.'],
  }),
});
