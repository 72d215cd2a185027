import type { InvitationBody, InvitationQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/** Links stay out: whoever has one can join, and files are passed on. */
type ListedInvitation = Omit<InvitationBody, 'link' | 'token'>;

/** What a column more needs says `libs/tables/README.md`. */
export const invitationColumns = [
  { key: 'email', label: { en: 'E-mail', pl: 'E-mail' }, type: 'text', isVisible: true },
  { key: 'name', label: { en: 'Name', pl: 'Nazwa' }, type: 'text', isVisible: true },
  { key: 'firstName', label: { en: 'First name', pl: 'Imię' }, type: 'text', isVisible: false },
  { key: 'lastName', label: { en: 'Last name', pl: 'Nazwisko' }, type: 'text', isVisible: false },
  { key: 'phone', label: { en: 'Phone', pl: 'Telefon' }, type: 'text', isVisible: false },
  { key: 'role', label: { en: 'Role', pl: 'Rola' }, type: 'choice', isVisible: true },
  { key: 'customRoleId', label: { en: 'Own role', pl: 'Rola własna' }, type: 'text', isVisible: false },
  { key: 'status', label: { en: 'Status', pl: 'Status' }, type: 'choice', isVisible: true },
  { key: 'mail.state', label: { en: 'Mail', pl: 'Wiadomość' }, type: 'choice', isVisible: true },
  { key: 'mail.sentAt', label: { en: 'Mail sent', pl: 'Wiadomość wysłano' }, type: 'instant', isVisible: false },
  { key: 'mail.attempts', label: { en: 'Mail attempts', pl: 'Próby wysłania' }, type: 'number', isVisible: false },
  { key: 'mail.lastError', label: { en: 'Mail error', pl: 'Błąd wiadomości' }, type: 'text', isVisible: false },
  { key: 'createdAt', label: { en: 'Invited', pl: 'Zaproszono' }, type: 'instant', isVisible: true },
  { key: 'expiresAt', label: { en: 'Valid until', pl: 'Ważne do' }, type: 'instant', isVisible: true },
  { key: 'id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<ListedInvitation, InvitationQuery>[];
