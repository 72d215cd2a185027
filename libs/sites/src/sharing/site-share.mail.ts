import { dayIn, MailTemplate } from '#libs/notifications';

/** What a mail about a shared site says. */
export type SiteShareData = {
  readonly grantId: string;
  /** Null: written to an address. */
  readonly firstName: string | null;
  readonly siteName: string;
  /** Whose site it is. */
  readonly ownerName: string;
  readonly sharedBy: string;
  readonly access: 'read' | 'manage';
  /** The organization it is shared with; null: the receiver in person. */
  readonly organizationName: string | null;
  readonly expiresAt: string;
};

/**
 * To whom a site is shared with, or who administers the organization it is shared with (R4-08, R4-11).
 * What their inbox says of it stands in `siteShared` of apps/console/src/locales/{en,pl}/notifications.json.
 */
export const siteShareMail = new MailTemplate<SiteShareData>({
  name: 'site-share',
  subjectOf: ({ grantId }) => grantId,
  en: ({ firstName, siteName, ownerName, sharedBy, access, organizationName, expiresAt }, { brand, url }) => ({
    subject: `${ownerName} shares the location ${siteName} with ${organizationName ?? 'you'}`,
    greeting: firstName === null ? 'Hello,' : `Hello ${firstName},`,
    paragraphs: [
      `${sharedBy} shares a location of ${ownerName} on ${brand} with ${organizationName ?? 'you'}.`,
      organizationName === null
        ? 'To add it to your own, follow the link and sign in with this e-mail address.'
        : `To add it for ${organizationName}, follow the link and sign in. Only its administrators can.`,
    ],
    linkLabel: 'Add the location',
    facts: [
      ['Location', siteName],
      ['You may', access === 'manage' ? 'look and manage' : 'look'],
      ['Code', codeAtTheEndOf(url)],
    ],
    closing: [
      'Without the link: sign in, open your locations, choose “Add location by code” and type the code.',
      ...(organizationName === null
        ? [
            `If you have no account yet, ask your organization, or ${ownerName}, to invite you under this e-mail address; the code works as soon as you have signed in.`,
          ]
        : []),
      `The code works once, until ${dayIn('en', expiresAt)} (UTC). Do not pass it on.`,
    ],
  }),
  pl: ({ firstName, siteName, ownerName, sharedBy, access, organizationName, expiresAt }, { brand, url }) => ({
    subject: `${ownerName} udostępnia lokalizację ${siteName}: ${organizationName ?? 'zaproszenie dla Ciebie'}`,
    greeting: firstName === null ? 'Dzień dobry!' : `Dzień dobry, ${firstName}!`,
    paragraphs: [
      `${sharedBy} udostępnia w ${brand} lokalizację, której właścicielem jest ${ownerName}. Odbiorca: ${organizationName ?? 'Ty'}.`,
      organizationName === null
        ? 'Aby dodać ją do swoich, otwórz link i zaloguj się tym adresem e-mail.'
        : `Aby dodać ją dla ${organizationName}, otwórz link i zaloguj się. Mogą to zrobić tylko administratorzy.`,
    ],
    linkLabel: 'Dodaj lokalizację',
    facts: [
      ['Lokalizacja', siteName],
      ['Dostęp', access === 'manage' ? 'podgląd i zarządzanie' : 'podgląd'],
      ['Kod', codeAtTheEndOf(url)],
    ],
    closing: [
      'Bez linku: zaloguj się, otwórz swoje lokalizacje, wybierz „Dodaj lokalizację kodem” i wpisz kod.',
      ...(organizationName === null
        ? [
            `Jeśli nie masz jeszcze konta, poproś swoją organizację albo ${ownerName} o zaproszenie na ten adres e-mail; kod zadziała zaraz po zalogowaniu.`,
          ]
        : []),
      `Kod działa jeden raz, do ${dayIn('pl', expiresAt)} (UTC). Nie przekazuj go dalej.`,
    ],
  }),
});

/** The link ends with the code, so the mail holds it without the outbox holding it. */
const codeAtTheEndOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);
