import type { TransferPageBody, TransferQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

type TransferBody = TransferPageBody['items'][number];

/** What a column more needs says `libs/tables/README.md`. */
export const transferColumns = [
  { key: 'organizationName', label: { en: 'Organization', pl: 'Organizacja' }, type: 'text', isVisible: true },
  { key: 'cause', label: { en: 'Cause', pl: 'Przyczyna' }, type: 'choice', isVisible: true },
  { key: 'since', label: { en: 'Since', pl: 'Od' }, type: 'instant', isVisible: true },
  { key: 'until', label: { en: 'Until', pl: 'Do' }, type: 'instant', isVisible: true },
  { key: 'note', label: { en: 'Note', pl: 'Uwagi' }, type: 'text', isVisible: true },
  { key: 'byId', label: { en: 'Transferred by', pl: 'Przekazał' }, type: 'text', isVisible: false },
  { key: 'organizationId', label: { en: 'Organization UUID', pl: 'UUID organizacji' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<TransferBody, TransferQuery>[];
