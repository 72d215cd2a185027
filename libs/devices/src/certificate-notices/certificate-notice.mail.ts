import { dayIn, MailTemplate } from '#libs/notifications';

type CertificateNoticeData = {
  readonly firstName: string;
  readonly organizationName: string;
  readonly devices: number;
  /** RFC 3339: when the first of them ends. */
  readonly firstEndsAt: string;
};

/**
 * To administrators above devices: their certificates end, and no device renews its own.
 * What their inbox says of it stands in `certificatesEnding` of apps/console/src/locales/{en,pl}/notifications.json.
 */
export const certificateNoticeMail = new MailTemplate<CertificateNoticeData>({
  name: 'certificate-notice',
  en: ({ firstName, organizationName, devices, firstEndsAt }, { brand }) => ({
    subject:
      devices === 1
        ? `A device of ${organizationName} needs a new certificate`
        : `${devices} devices of ${organizationName} need new certificates`,
    greeting: `Hello ${firstName},`,
    paragraphs: [
      devices === 1
        ? `the certificate of a device of ${organizationName} on ${brand} ends within 30 days.`
        : `the certificates of ${devices} devices of ${organizationName} on ${brand} end within 30 days.`,
      'A device whose certificate has ended cannot connect, and none gets a new one by itself.',
    ],
    facts: [
      ['Devices', String(devices)],
      ['First end', dayIn('en', firstEndsAt)],
    ],
    closing: [
      'Sign in: the list of devices, filtered by certificates that end soon, has them all. Generate a new certificate on the page of each and put it on the device. You are told again when more devices come to it, else in a week.',
    ],
  }),
  pl: ({ firstName, organizationName, devices, firstEndsAt }, { brand }) => ({
    subject: `${organizationName}: kończą się certyfikaty urządzeń (${devices})`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [
      `W ciągu 30 dni kończą się w ${brand} certyfikaty urządzeń organizacji ${organizationName}.`,
      'Urządzenie, którego certyfikat się skończył, nie może się połączyć, i żadne nie otrzymuje nowego samo.',
    ],
    facts: [
      ['Urządzenia', String(devices)],
      ['Pierwszy koniec', dayIn('pl', firstEndsAt)],
    ],
    closing: [
      'Zaloguj się: lista urządzeń z filtrem certyfikatów, które wkrótce się kończą, pokazuje je wszystkie. Na stronie każdego z nich wygeneruj nowy certyfikat i przenieś go na urządzenie. Przypomnimy, gdy urządzeń przybędzie, w przeciwnym razie za tydzień.',
    ],
  }),
});
