import { dayIn, MailTemplate } from '#libs/notifications';

type RegistrationSummaryData = {
  readonly organizationName: string;
  readonly providerName: string;
  readonly firstName: string;
  readonly deviceModel: string;
  readonly deviceSerialNumber: string;
  readonly equipmentModel: string;
  readonly equipmentSerialNumber: string;
  /** Calendar dates, YYYY-MM-DD; the end is exclusive. */
  readonly startDate: string;
  readonly endDate: string;
  /** The person activates the account first: two mails with links follow. */
  readonly expectsActivation: boolean;
};

/** To the customer on the provider's behalf: what was registered, and which mails to expect (R1-28). */
export const registrationSummaryMail = new MailTemplate<RegistrationSummaryData>({
  name: 'registration-summary',
  en: (data, { brand }) => ({
    subject: `${data.providerName} registered a device for ${data.organizationName}`,
    greeting: `Hello ${data.firstName},`,
    paragraphs: [`${data.providerName} registered a device for ${data.organizationName} on ${brand}:`],
    facts: [
      ['Device', `${data.deviceModel}, ${data.deviceSerialNumber}`],
      ['Asset', `${data.equipmentModel}, ${data.equipmentSerialNumber}`],
      ['Service', `from ${dayIn('en', data.startDate)}, ends on ${dayIn('en', data.endDate)}`],
    ],
    closing: data.expectsActivation
      ? [
          'You receive two more mails: one to activate your account, one to choose its password. Either link is enough.',
          'If they do not arrive within an hour, look among the unwanted mails, then ask your provider.',
        ]
      : ['You find the device in your account as soon as you sign in.'],
  }),
  pl: (data, { brand }) => ({
    subject: `${data.providerName}: zarejestrowano urządzenie dla ${data.organizationName}`,
    greeting: `Dzień dobry, ${data.firstName}!`,
    paragraphs: [`${data.providerName} – rejestracja urządzenia dla ${data.organizationName} w ${brand}:`],
    facts: [
      ['Urządzenie', `${data.deviceModel}, ${data.deviceSerialNumber}`],
      ['Sprzęt', `${data.equipmentModel}, ${data.equipmentSerialNumber}`],
      ['Usługa', `od ${dayIn('pl', data.startDate)}, kończy się ${dayIn('pl', data.endDate)}`],
    ],
    closing: data.expectsActivation
      ? [
          'Otrzymasz jeszcze dwie wiadomości: jedną z aktywacją konta, drugą z wyborem hasła. Wystarczy jeden z linków.',
          'Jeśli nie przyjdą w ciągu godziny, sprawdź niechcianą pocztę, a potem zapytaj dostawcę.',
        ]
      : ['Urządzenie zobaczysz na swoim koncie po zalogowaniu.'],
  }),
});
