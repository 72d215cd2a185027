import type { AuditEventBody, AuditQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/** What a column more needs says `libs/tables/README.md`. */
export const auditEventColumns = [
  { key: 'at', label: { en: 'Time', pl: 'Czas' }, type: 'instant', isVisible: true, search: 'from' },
  { key: 'action', label: { en: 'Action', pl: 'Czynność' }, type: 'text', isVisible: true, search: 'action' },
  { key: 'actorName', label: { en: 'Actor', pl: 'Kto' }, type: 'text', isVisible: true },
  { key: 'actorId', label: { en: 'Actor UUID', pl: 'UUID osoby' }, type: 'text', isVisible: false, search: 'actorId' },
  { key: 'organizationName', label: { en: 'Organization', pl: 'Organizacja' }, type: 'text', isVisible: true },
  {
    key: 'organizationId',
    label: { en: 'Organization UUID', pl: 'UUID organizacji' },
    type: 'text',
    isVisible: false,
    search: 'organizationId',
  },
  {
    key: 'subject.kind',
    label: { en: 'Subject', pl: 'Przedmiot' },
    type: 'choice',
    isVisible: true,
    search: 'subjectKind',
  },
  {
    key: 'subject.id',
    label: { en: 'Subject UUID', pl: 'UUID przedmiotu' },
    type: 'text',
    isVisible: false,
    search: 'subjectId',
  },
  { key: 'details', label: { en: 'Details', pl: 'Szczegóły' }, type: 'json', isVisible: false },
  { key: 'before', label: { en: 'Before', pl: 'Przed zmianą' }, type: 'json', isVisible: false },
  { key: 'after', label: { en: 'After', pl: 'Po zmianie' }, type: 'json', isVisible: true },
  { key: 'remoteAddress', label: { en: 'Network address', pl: 'Adres sieciowy' }, type: 'text', isVisible: false },
  { key: 'apiKeyId', label: { en: 'API key', pl: 'Klucz API' }, type: 'text', isVisible: false },
  { key: 'onBehalfOfId', label: { en: 'On behalf of UUID', pl: 'UUID zleceniodawcy' }, type: 'text', isVisible: false },
  { key: 'onBehalfOfName', label: { en: 'On behalf of', pl: 'W imieniu' }, type: 'text', isVisible: false },
  { key: 'correlationId', label: { en: 'Correlation', pl: 'Korelacja' }, type: 'text', isVisible: false },
  { key: 'id', label: { en: 'Number', pl: 'Numer' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<AuditEventBody, AuditQuery>[];
