import type { Links } from '../links/links.js';
import type { Language } from '../organizations/organization.js';
import type { Mail, MailTemplate } from './outbox.js';
import { accountUnlockedLetter, secondFactorResetLetter } from './templates/account-recovery.js';
import { activationLetter } from './templates/activation.js';
import { addressChangeLetter } from './templates/address-change.js';
import { addressNoticeLetter } from './templates/address-notice.js';
import { contractNoticeLetter } from './templates/contract-notice.js';
import { invitationLetter } from './templates/invitation.js';
import { keyAlarmLetter } from './templates/key-alarm.js';
import { type Letter, laidOut } from './templates/letter-layout.js';
import { passwordLetter } from './templates/password.js';
import { registrationSummaryLetter } from './templates/registration-summary.js';
import { resetLetter } from './templates/reset.js';
import { serviceProposalLetter } from './templates/service-proposal.js';
import { siteShareLetter } from './templates/site-share.js';
import type { LetterWordings } from './templates/wording.js';

/** What the platform calls itself where no organization has put its own name. */
export const PLATFORM_NAME = 'Fieldgate';

const letters: { readonly [Template in MailTemplate]: LetterWordings<Template> } = {
  invitation: invitationLetter,
  activation: activationLetter,
  password: passwordLetter,
  reset: resetLetter,
  'address-change': addressChangeLetter,
  'address-notice': addressNoticeLetter,
  'second-factor-reset': secondFactorResetLetter,
  'account-unlocked': accountUnlockedLetter,
  'registration-summary': registrationSummaryLetter,
  'service-proposal': serviceProposalLetter,
  'contract-notice': contractNoticeLetter,
  'key-alarm': keyAlarmLetter,
  'site-share': siteShareLetter,
};

/** How a letter is written for its receiver. */
export interface LetterStyle {
  readonly language: Language;
  /** Name in place of the platform's; null: the platform's own. */
  readonly brandingName: string | null;
}

/** Writes the letter, with its link made now: the outbox holds no token. */
export function letterOf(mail: Mail, links: Links, { language, brandingName }: LetterStyle): Letter {
  const context = { brand: brandingName ?? PLATFORM_NAME, url: linkIn(mail, links) ?? '' };
  // The table has under each name the letter of that name, which a union of mails does not show the compiler.
  const wordings = letters[mail.template] as LetterWordings<MailTemplate>;
  return laidOut(wordings[language](mail.data, context), language, context);
}

/** The link a mail carries; undefined: none. */
export function linkIn(mail: Mail, links: Links): string | undefined {
  switch (mail.template) {
    case 'invitation':
      return links.linkTo('invitation', mail.data.invitationId).url;
    case 'activation':
    case 'password':
    case 'reset':
      return links.linkTo(mail.template, mail.data.accountLinkId).url;
    case 'address-change':
      return links.linkTo('address-change', mail.data.addressChangeId).url;
    case 'site-share':
      return links.shareLinkTo(mail.data.grantId).url;
    case 'address-notice':
    case 'second-factor-reset':
    case 'account-unlocked':
    case 'registration-summary':
    case 'service-proposal':
    case 'contract-notice':
    case 'key-alarm':
      return undefined;
  }
}
