import { contractNoticeMail } from './notices/contract-notice.mail.js';
import { warrantyNoticeMail } from './notices/warranty-notice.mail.js';
import { serviceProposalMail } from './proposals/service-proposal.mail.js';
import { registrationSummaryMail } from './registration/registration-summary.mail.js';

/** The mails about what providers and customers agree on. */
export const agreementMails = [
  registrationSummaryMail,
  serviceProposalMail,
  contractNoticeMail,
  warrantyNoticeMail,
] as const;
