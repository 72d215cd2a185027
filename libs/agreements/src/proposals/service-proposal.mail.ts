import { MailTemplate } from '#libs/notifications';

type ServiceProposalData = {
  readonly firstName: string;
  readonly organizationName: string;
  readonly providerName: string;
  /** Its name, or model and serial number. */
  readonly machine: string;
  readonly message: string | null;
};

/** To the customer's administrators: a provider offers to look after a machine of theirs (R3-33). */
export const serviceProposalMail = new MailTemplate<ServiceProposalData>({
  name: 'service-proposal',
  en: ({ firstName, organizationName, providerName, machine, message }, { brand }) => ({
    subject: `${providerName} proposes to look after ${machine}`,
    greeting: `Hello ${firstName},`,
    paragraphs: [`${providerName} proposes on ${brand} to look after a machine of ${organizationName}.`],
    facts: [['Machine', machine], ...(message === null ? [] : [['Message', message] as const])],
    closing: [
      'Sign in and accept or decline the proposal. When you accept, you may give the machine a name and a place.',
    ],
  }),
  pl: ({ firstName, organizationName, providerName, machine, message }, { brand }) => ({
    subject: `${providerName} proponuje opiekę nad: ${machine}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [`${providerName} proponuje w ${brand} opiekę nad maszyną, którą ma ${organizationName}.`],
    facts: [['Maszyna', machine], ...(message === null ? [] : [['Wiadomość', message] as const])],
    closing: [
      'Zaloguj się i przyjmij lub odrzuć propozycję. Przyjmując ją, możesz nadać maszynie nazwę i wskazać jej miejsce.',
    ],
  }),
});
