import { agreementMails } from '#libs/agreements';
import { keyAlarmMail } from '#libs/certificates';
import { certificateNoticeMail } from '#libs/devices';
import { identityMails } from '#libs/identity';
import { MailTemplates } from '#libs/notifications';
import { siteShareMail } from '#libs/sites';

/** Every mail the platform sends. */
export const mailTemplates = new MailTemplates([
  ...identityMails,
  ...agreementMails,
  certificateNoticeMail,
  keyAlarmMail,
  siteShareMail,
]);
