import type { MemberBody, MemberQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/** Activation links stay out: whoever has one is the person, and files are passed on. */
type ListedMember = Omit<MemberBody, 'activationLink'>;

/** What a column more needs says `libs/tables/README.md`. */
export const memberColumns = [
  { key: 'person.lastName', label: { en: 'Last name', pl: 'Nazwisko' }, type: 'text', isVisible: true },
  { key: 'person.firstName', label: { en: 'First name', pl: 'Imię' }, type: 'text', isVisible: true },
  { key: 'person.email', label: { en: 'E-mail', pl: 'E-mail' }, type: 'text', isVisible: true },
  { key: 'person.phone', label: { en: 'Phone', pl: 'Telefon' }, type: 'text', isVisible: true },
  { key: 'role', label: { en: 'Role', pl: 'Rola' }, type: 'choice', isVisible: true },
  { key: 'customRole.name', label: { en: 'Own role', pl: 'Rola własna' }, type: 'text', isVisible: true },
  { key: 'status', label: { en: 'Status', pl: 'Status' }, type: 'choice', isVisible: true },
  { key: 'joinedAt', label: { en: 'Member since', pl: 'Członek od' }, type: 'instant', isVisible: true },
  {
    key: 'addedBy.selfGranted',
    label: { en: 'Joined from the provider', pl: 'Dołączył od dostawcy' },
    type: 'boolean',
    isVisible: false,
  },
  { key: 'addedBy.provider.name', label: { en: 'Provider', pl: 'Dostawca' }, type: 'text', isVisible: false },
  { key: 'addedBy.personId', label: { en: 'Added by', pl: 'Dodany przez' }, type: 'text', isVisible: false },
  { key: 'person.id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<ListedMember, MemberQuery>[];
