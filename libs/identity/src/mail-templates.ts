import { invitationMail } from './invitations/invitation.mail.js';
import { accountUnlockedMail, secondFactorResetMail } from './members/member-recovery.mail.js';
import { selfGrantMail } from './members/self-grant.mail.js';
import { resetMail } from './passwords/reset.mail.js';
import { activationMail } from './people/activation.mail.js';
import { addressChangeMail } from './people/address-change.mail.js';
import { addressNoticeMail } from './people/address-notice.mail.js';
import { passwordMail } from './people/password.mail.js';

/** The mails identity sends. */
export const identityMails = [
  invitationMail,
  activationMail,
  passwordMail,
  resetMail,
  addressChangeMail,
  addressNoticeMail,
  selfGrantMail,
  secondFactorResetMail,
  accountUnlockedMail,
] as const;
