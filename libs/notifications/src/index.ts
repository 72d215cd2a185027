export {
  MAILS_AT_ONCE,
  MailDelivery,
  MailRefusedError,
  MailServerAwayError,
  MailTransport,
} from './delivery/mail-delivery.js';
export { type LinkCarrier, type LinkEnd, MailLinks } from './delivery/mail-links.js';
export { PrismaMailQueue } from './delivery/mail-queue.store.js';
export { MailWriter } from './delivery/mail-writer.js';
export { Inbox, type Preference } from './inbox/inbox.js';
export type { Notice } from './inbox/notice.js';
export { type KeptNotification, NotificationStore } from './inbox/notification.store.js';
export { NotificationWriter } from './inbox/notification-writer.store.js';
export { dayIn, minuteIn } from './layout/languages.js';
export type { RenderedMail } from './layout/layout.js';
export { AdministratorNotices, type NoticeToAdministrators } from './outbox/administrator-notices.store.js';
export { endOfMail, type OutboxMail, type OutboxSelection, stateOf } from './outbox/outbox.js';
export { Outbox } from './outbox/outbox.store.js';
export { type Mail, MailTemplate } from './templates/mail-template.js';
export { MailTemplates } from './templates/mail-templates.js';
