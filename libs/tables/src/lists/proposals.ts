import type { ProposalBody, ProposalQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/** What a column more needs says `libs/tables/README.md`. */
export const proposalColumns = [
  { key: 'asset.name', label: { en: 'Asset', pl: 'Urządzenie' }, type: 'text', isVisible: true },
  { key: 'customer.name', label: { en: 'Customer', pl: 'Klient' }, type: 'text', isVisible: true },
  { key: 'provider.name', label: { en: 'Provider', pl: 'Dostawca' }, type: 'text', isVisible: true },
  { key: 'status', label: { en: 'Status', pl: 'Status' }, type: 'choice', isVisible: true, search: 'status' },
  { key: 'proposedAt', label: { en: 'Proposed', pl: 'Zaproponowano' }, type: 'instant', isVisible: true },
  { key: 'answeredAt', label: { en: 'Answered', pl: 'Odpowiedziano' }, type: 'instant', isVisible: true },
  { key: 'message', label: { en: 'Message', pl: 'Wiadomość' }, type: 'text', isVisible: false },
  { key: 'reason', label: { en: 'Reason', pl: 'Powód' }, type: 'text', isVisible: false },
  { key: 'proposedById', label: { en: 'Proposed by', pl: 'Zaproponował' }, type: 'text', isVisible: false },
  { key: 'answeredById', label: { en: 'Answered by', pl: 'Odpowiedział' }, type: 'text', isVisible: false },
  { key: 'asset.id', label: { en: 'Asset UUID', pl: 'UUID urządzenia' }, type: 'text', isVisible: false },
  { key: 'id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<ProposalBody, ProposalQuery>[];
