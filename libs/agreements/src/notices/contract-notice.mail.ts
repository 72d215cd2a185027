import { dayIn, MailTemplate } from '#libs/notifications';

type ContractNoticeData = {
  readonly firstName: string;
  readonly customerName: string;
  readonly providerName: string;
  readonly deviceSerialNumber: string;
  readonly machine: string;
  /** Days the service still runs at most; 0: it has ended. */
  readonly daysLeft: number;
  /** Calendar dates, YYYY-MM-DD: the first day without the service, and the first after the time of grace. */
  readonly endDate: string;
  readonly graceEndDate: string;
  /** The receiver is of the provider. */
  readonly mayRenew: boolean;
};

/**
 * To administrators on both sides: a service contract is about to end, or has ended. What their inbox says of it stands in
 * `contractEnding` of apps/console/src/locales/{en,pl}/notifications.json.
 */
export const contractNoticeMail = new MailTemplate<ContractNoticeData>({
  name: 'contract-notice',
  en: (data, { brand }) => ({
    subject:
      data.daysLeft > 0
        ? `The service of ${data.deviceSerialNumber} ends on ${dayIn('en', data.endDate)}`
        : `The service of ${data.deviceSerialNumber} has ended`,
    greeting: `Hello ${data.firstName},`,
    paragraphs: [
      data.daysLeft > 0
        ? `a service contract of ${data.customerName} on ${brand} ends within ${data.daysLeft} days and is not renewed yet.`
        : `a service contract of ${data.customerName} on ${brand} has ended and is not renewed.`,
    ],
    facts: [
      ['Device', data.deviceSerialNumber],
      ['Asset', data.machine],
      ['First day without service', dayIn('en', data.endDate)],
      ['Provider', data.providerName],
    ],
    closing: [
      `Until ${dayIn('en', data.graceEndDate)} nothing changes. From that day on the customer sees no newer readings and gets no new certificates, until the contract is renewed; nothing is deleted.`,
      data.mayRenew
        ? 'Sign in and renew it in the list of contracts.'
        : `To go on with the service, turn to ${data.providerName}, who can renew it.`,
    ],
  }),
  pl: (data, { brand }) => ({
    subject:
      data.daysLeft > 0
        ? `Usługa dla ${data.deviceSerialNumber} kończy się ${dayIn('pl', data.endDate)}`
        : `Usługa dla ${data.deviceSerialNumber} zakończyła się`,
    greeting: `Dzień dobry, ${data.firstName}!`,
    paragraphs: [
      data.daysLeft > 0
        ? `W ciągu ${data.daysLeft} dni kończy się w ${brand} umowa serwisowa, której stroną jest ${data.customerName}; nie została jeszcze przedłużona.`
        : `Umowa serwisowa w ${brand}, której stroną jest ${data.customerName}, zakończyła się i nie została przedłużona.`,
    ],
    facts: [
      ['Urządzenie', data.deviceSerialNumber],
      ['Sprzęt', data.machine],
      ['Pierwszy dzień bez usługi', dayIn('pl', data.endDate)],
      ['Dostawca', data.providerName],
    ],
    closing: [
      `Do ${dayIn('pl', data.graceEndDate)} nic się nie zmienia. Od tego dnia klient nie widzi nowszych odczytów i nie otrzymuje nowych certyfikatów, dopóki umowa nie zostanie przedłużona; nic nie jest usuwane.`,
      data.mayRenew
        ? 'Zaloguj się i przedłuż ją na liście umów.'
        : `Aby usługa trwała dalej, zwróć się do dostawcy: ${data.providerName} może ją przedłużyć.`,
    ],
  }),
});
