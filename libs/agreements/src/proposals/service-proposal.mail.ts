import { MailTemplate } from '#libs/notifications';

type ServiceProposalData = {
  readonly firstName: string;
  readonly organizationName: string;
  readonly providerName: string;
  /** Its name, or model and serial number. */
  readonly machine: string;
  readonly message: string | null;
};

/**
 * To the customer's administrators: a provider offers to look after an asset of theirs (R3-33).
 * What their inbox says of it stands in `serviceProposed` of apps/console/src/locales/{en,pl}/notifications.json.
 */
export const serviceProposalMail = new MailTemplate<ServiceProposalData>({
  name: 'service-proposal',
  en: ({ firstName, organizationName, providerName, machine, message }, { brand }) => ({
    subject: `${providerName} proposes to look after ${machine}`,
    greeting: `Hello ${firstName},`,
    paragraphs: [`${providerName} proposes on ${brand} to look after an asset of ${organizationName}.`],
    facts: [['Asset', machine], ...(message === null ? [] : [['Message', message] as const])],
    closing: [
      'Sign in and accept or decline the proposal. When you accept, you may give the asset a name and a place.',
    ],
  }),
  pl: ({ firstName, organizationName, providerName, machine, message }, { brand }) => ({
    subject: `${providerName} proponuje opiekę nad: ${machine}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [`${providerName} proponuje w ${brand} opiekę nad sprzętem, który ma ${organizationName}.`],
    facts: [['Sprzęt', machine], ...(message === null ? [] : [['Wiadomość', message] as const])],
    closing: [
      'Zaloguj się i przyjmij lub odrzuć propozycję. Przyjmując ją, możesz nadać sprzętowi nazwę i wskazać jego miejsce.',
    ],
  }),
});
