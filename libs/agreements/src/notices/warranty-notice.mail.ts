import { dayIn, MailTemplate } from '#libs/notifications';

type WarrantyNoticeData = {
  readonly firstName: string;
  /** Whose asset it is. */
  readonly customerName: string;
  readonly machine: string;
  /** Days the warranty still lasts at most. */
  readonly daysLeft: number;
  /** Calendar date, YYYY-MM-DD: the first day without the warranty. */
  readonly warrantyEnd: string;
};

/**
 * To administrators of the asset's organization and of its provider: a warranty is about to end.
 * What their inbox says of it stands in `warrantyEnding` of apps/console/src/locales/{en,pl}/notifications.json.
 */
export const warrantyNoticeMail = new MailTemplate<WarrantyNoticeData>({
  name: 'warranty-notice',
  en: (data, { brand }) => ({
    subject: `The warranty of ${data.machine} ends on ${dayIn('en', data.warrantyEnd)}`,
    greeting: `Hello ${data.firstName},`,
    paragraphs: [`the warranty of an asset of ${data.customerName} on ${brand} ends within ${data.daysLeft} days.`],
    facts: [
      ['Asset', data.machine],
      ['First day without warranty', dayIn('en', data.warrantyEnd)],
      ['Organization', data.customerName],
    ],
    closing: [
      'Have it inspected while faults are still covered. Readings and access stay as they are when the warranty is over.',
    ],
  }),
  pl: (data, { brand }) => ({
    subject: `Gwarancja na ${data.machine} kończy się ${dayIn('pl', data.warrantyEnd)}`,
    greeting: `Dzień dobry, ${data.firstName}!`,
    paragraphs: [
      `W ciągu ${data.daysLeft} dni kończy się w ${brand} gwarancja na sprzęt organizacji ${data.customerName}.`,
    ],
    facts: [
      ['Sprzęt', data.machine],
      ['Pierwszy dzień bez gwarancji', dayIn('pl', data.warrantyEnd)],
      ['Organizacja', data.customerName],
    ],
    closing: ['Zleć przegląd, póki usterki są objęte gwarancją. Po jej końcu odczyty i dostęp pozostają bez zmian.'],
  }),
});
