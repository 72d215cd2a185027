import { useTranslation } from 'react-i18next';

/** What an action of the permission table lets do, in the reader's words; one without words by its name. */
export function useActionWords() {
  const { i18n } = useTranslation();
  return (action: string): string => {
    // Actions have dots, which separate keys; which of them have words is data.
    const known: unknown = i18n.getResource(i18n.language, 'translation', `organization.action.${action}`);
    return typeof known === 'string' ? known : action;
  };
}

/** Actions by what they are about, in the order they are shown. */
const groups = {
  people: ['member', 'role', 'api-key', 'identity-provider', 'audit', 'outbox'],
  organization: ['organization', 'registration', 'contract', 'service'],
  devices: ['fleet', 'device', 'certificate', 'model', 'table', 'view'],
  equipment: ['asset', 'measurement', 'site'],
} as const;
export type ActionGroup = keyof typeof groups | 'other';

const groupOf = (action: string): ActionGroup => {
  const [subject = ''] = action.split('.');
  const names = Object.keys(groups) as (keyof typeof groups)[];
  return names.find((name) => (groups[name] as readonly string[]).includes(subject)) ?? 'other';
};

/** The actions in their groups, those without any left out. */
export function grouped(actions: readonly string[]): readonly (readonly [ActionGroup, readonly string[]])[] {
  const names = [...Object.keys(groups), 'other'] as ActionGroup[];
  return names
    .map((name) => [name, actions.filter((action) => groupOf(action) === name)] as const)
    .filter(([, members]) => members.length > 0);
}
