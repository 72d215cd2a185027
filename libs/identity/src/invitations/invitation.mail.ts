import { dayIn, MailTemplate } from '#libs/notifications';

type InvitationMailData = {
  readonly invitationId: string;
  readonly organizationName: string;
  readonly name: string | null;
  readonly invitedBy: string;
  readonly expiresAt: string;
};

/** To whoever is invited into an organization (R3-25). */
export const invitationMail = new MailTemplate<InvitationMailData>({
  name: 'invitation',
  subjectOf: ({ invitationId }) => invitationId,
  en: ({ organizationName, name, invitedBy, expiresAt }, { brand }) => ({
    subject: `Invitation to ${organizationName} on ${brand}`,
    greeting: name ? `Hello ${name},` : 'Hello,',
    paragraphs: [`${invitedBy} invites you to join ${organizationName} on ${brand}.`],
    linkLabel: 'Accept the invitation',
    closing: [`The link works once, until ${dayIn('en', expiresAt)} (UTC). A newer invitation replaces it.`],
  }),
  pl: ({ organizationName, name, invitedBy, expiresAt }, { brand }) => ({
    subject: `Zaproszenie do ${organizationName} w ${brand}`,
    greeting: name ? `Dzień dobry, ${name}!` : 'Dzień dobry!',
    paragraphs: [`${invitedBy} zaprasza do dołączenia do ${organizationName} w ${brand}.`],
    linkLabel: 'Przyjmij zaproszenie',
    closing: [`Link działa jeden raz, do ${dayIn('pl', expiresAt)} (UTC). Nowsze zaproszenie unieważnia poprzednie.`],
  }),
});
