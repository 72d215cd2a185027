import type { Links } from './links.js';
import type { Mail } from './outbox.js';

/** A mail as it is sent: plain text, UTF-8. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** Writes the letter, with its link made now: the outbox holds no token. */
export function letterOf(mail: Mail, links: Links): Letter {
  switch (mail.template) {
    case 'invitation': {
      const { invitationId, organizationName, name, invitedBy, expiresAt } = mail.data;
      return letter(`Invitation to ${organizationName} on Fieldgate`, [
        name ? `Hello ${name},` : 'Hello,',
        `${invitedBy} invites you to join ${organizationName} on Fieldgate.`,
        `Accept here: ${links.linkTo('invitation', invitationId).url}`,
        `The link works once, until ${day(expiresAt)}. A newer invitation replaces it.`,
      ]);
    }
    case 'activation': {
      const { accountLinkId, organizationName, firstName, expiresAt } = mail.data;
      return letter(`Activate your Fieldgate account for ${organizationName}`, [
        `Hello ${firstName},`,
        `an account at ${organizationName} was made for you when your device was registered.`,
        `Activate it here: ${links.linkTo('activation', accountLinkId).url}`,
        `The link works once, until ${day(expiresAt)}. A second mail lets you choose the password; either link is enough.`,
      ]);
    }
    case 'password': {
      const { accountLinkId, organizationName, firstName, expiresAt } = mail.data;
      return letter(`Choose your Fieldgate password for ${organizationName}`, [
        `Hello ${firstName},`,
        `choose the password of your account at ${organizationName}. Nobody else knows it, and we never mail one.`,
        `Choose it here: ${links.linkTo('password', accountLinkId).url}`,
        `The link works once, until ${day(expiresAt)}.`,
      ]);
    }
  }
}

const letter = (subject: string, paragraphs: readonly string[]): Letter => ({
  subject,
  text: `${paragraphs.join('\n\n')}\n`,
});

/** The date of an RFC 3339 instant, UTC. */
const day = (instant: string) => `${instant.slice(0, 10)} (UTC)`;
