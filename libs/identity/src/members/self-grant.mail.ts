import { MailTemplate, minuteIn } from '#libs/notifications';

type SelfGrantData = {
  readonly firstName: string;
  /** First and last name of who let themselves in. */
  readonly personName: string;
  /** Of the organization above that they belong to. */
  readonly fromName: string;
  readonly organizationName: string;
  readonly at: string;
};

/**
 * To an organization's administrators: somebody of an organization above joined it without being asked (R0-27).
 * What their inbox says of it stands in `selfGranted` of apps/console/src/locales/{en,pl}/notifications.json.
 */
export const selfGrantMail = new MailTemplate<SelfGrantData>({
  name: 'self-grant',
  en: ({ firstName, personName, fromName, organizationName, at }, { brand }) => ({
    subject: `${personName} of ${fromName} joined ${organizationName} by themselves`,
    greeting: `Hello ${firstName},`,
    paragraphs: [
      `on ${minuteIn('en', at)} ${personName} of ${fromName} gave themselves access to ${organizationName} on ${brand}. They may now do what your own people with the same role may; members configure assets, for instance.`,
    ],
    facts: [
      ['Person', personName],
      ['Of', fromName],
      ['Time', minuteIn('en', at)],
    ],
    closing: [
      `Sign in to see their role among the people of ${organizationName}. If you do not know why they need it, remove them there; the audit trail says what they did.`,
    ],
  }),
  pl: ({ firstName, personName, fromName, organizationName, at }, { brand }) => ({
    subject: `${personName} (${fromName}) ma teraz dostęp do ${organizationName}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [
      `${minuteIn('pl', at)} ${personName} (${fromName}) bez zaproszenia dołącza w ${brand} do organizacji ${organizationName}. Może odtąd to samo co Wasze osoby z tą samą rolą; członkowie na przykład konfigurują sprzęt.`,
    ],
    facts: [
      ['Osoba', personName],
      ['Z organizacji', fromName],
      ['Czas', minuteIn('pl', at)],
    ],
    closing: [
      `Zaloguj się, aby zobaczyć tę rolę na liście osób organizacji ${organizationName}. Jeśli powód nie jest znany, usuń tam tę osobę; dziennik zdarzeń mówi, co zrobiła.`,
    ],
  }),
});
