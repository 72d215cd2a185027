import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListAddress } from '../../ui/data-table/list-address';
import { useTimeZone } from '../../ui/when';
import { dayOf, instantAt, nextDay } from './days';
import type { AuditSearch } from './search';
import { useAuditWords } from './words';

/** Beginnings of actions that are asked for most. */
const actionGroups = [
  'session',
  'access',
  'member',
  'person',
  'organization',
  'device',
  'certificate',
  'asset',
  'site-grant',
  'import',
  'export',
] as const;

interface AuditFiltersProps {
  readonly search: AuditSearch;
  readonly address: ListAddress;
}

/** What is looked for: what was done, and when. What it was done to comes by links, and is shown to be taken off again. */
export function AuditFilters({ search, address: { onAsk, onClear } }: AuditFiltersProps) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const zone = useTimeZone();
  const { subjectId, subjectKind, actorId, organizationId, action = '' } = search;
  const isAboutOne = subjectId !== undefined || actorId !== undefined || organizationId !== undefined;
  const options = actionGroups.map((group) => ({ value: `${group}.`, label: t(`audit.group.${group}`) }));
  const isOther = action !== '' && !options.some(({ value }) => value === action);
  return (
    <div className="audit-filters">
      <NativeSelect
        label={t('audit.column.action')}
        value={action}
        data={[
          { value: '', label: t('audit.anyAction') },
          ...options,
          ...(isOther ? [{ value: action, label: words.action(action) }] : []),
        ]}
        onChange={({ currentTarget: { value } }) => onAsk({ action: value === '' ? undefined : value })}
      />
      <TextInput
        type="date"
        label={t('audit.from')}
        value={dayOf(search.from, zone)}
        onChange={({ currentTarget: { value } }) => onAsk({ from: instantAt(value, zone) })}
      />
      <TextInput
        type="date"
        label={t('audit.until')}
        value={dayOf(search.to && new Date(Date.parse(search.to) - 1).toISOString(), zone)}
        onChange={({ currentTarget: { value } }) => onAsk({ to: instantAt(nextDay(value), zone) })}
      />
      {isAboutOne && (
        <p className="audit-about">
          {t('audit.onlyAbout', { kind: words.kind(subjectKind ?? 'thing') })}{' '}
          <span className="mono">{subjectId ?? actorId ?? organizationId}</span>{' '}
          <Button variant="default" size="compact-xs" onClick={onClear}>
            {t('audit.showAll')}
          </Button>
        </p>
      )}
    </div>
  );
}
