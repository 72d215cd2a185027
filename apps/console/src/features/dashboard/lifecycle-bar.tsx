import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organizationStatus } from '#libs/contracts/http';
import type { ListAddress } from '../../ui/data-table/list-address';
import { statusCountsQuery } from './requests';
import type { OrganizationSearch } from './search';
import { StatusMark } from './status-mark';

interface LifecycleBarProps extends Pick<ListAddress, 'onAsk'> {
  readonly search: OrganizationSearch;
}

/** How many customers are in each status; a panel filters the list by its own (R3-03, R3-07). */
export function LifecycleBar({ search, onAsk }: LifecycleBarProps) {
  const { t, i18n } = useTranslation();
  const { data: counts } = useQuery(statusCountsQuery(search));
  const total = counts ? counts.new + counts.invited + counts.onboarded : 0;
  return (
    <fieldset className="lifecycle" aria-label={t('dashboard.lifecycle')}>
      {organizationStatus.options.map((status) => {
        const isChosen = search.status === status;
        return (
          <button
            key={status}
            type="button"
            className="lifecycle-panel"
            data-status={status}
            aria-pressed={isChosen}
            onClick={() => onAsk({ status: isChosen ? undefined : status })}
          >
            <StatusMark status={status} />
            <span className="lifecycle-count">{counts ? counts[status].toLocaleString(i18n.language) : '–'}</span>
            <span className="dimmed">{t(`dashboard.statusIs.${status}`)}</span>
            <span className="lifecycle-share">
              <span style={{ width: `${(100 * (counts?.[status] ?? 0)) / Math.max(total, 1)}%` }} />
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
