import { useTranslation } from 'react-i18next';
import type { ServiceContractBody } from '#libs/contracts/http';
import { Panel } from '../../ui/panel';
import { StateMark } from '../../ui/state-mark';
import { Day } from '../../ui/when';

/** Days before the end of which people are told, once each; as the platform sends them. */
const NOTICES = [60, 30, 7, 0];

/** When administrators on both sides are told that the service ends, and what was sent. */
export function Notices({ contract }: { readonly contract: ServiceContractBody }) {
  const { t } = useTranslation();
  const { noticedDays, startDate, endDate, state } = contract;
  const length = daysBetween(startDate, endDate);
  // A contract that is shorter than the days of a notice has none of them.
  const due = NOTICES.filter((days) => days < length);
  const isOver = state === 'renewed' || state === 'lapsed';
  return (
    <Panel title={t('contracts.notices.title')}>
      <p className="page-lead">{t('contracts.notices.what')}</p>
      <ol className="notice-days">
        {due.map((days) => {
          // After days without the worker only the latest is sent: it stands for those before.
          const isSent = noticedDays !== null && noticedDays <= days;
          return (
            <li key={days}>
              <Day date={daysEarlier(endDate, days)} />
              <span>{days === 0 ? t('contracts.notices.atEnd') : t('contracts.notices.before', { count: days })}</span>
              {isSent ? (
                <StateMark shape="check" tone="ok">
                  {t(noticedDays === days ? 'contracts.notices.sent' : 'contracts.notices.passed')}
                </StateMark>
              ) : (
                <StateMark shape={isOver ? 'dash' : 'ring'} tone="unknown">
                  {t(isOver ? 'contracts.notices.none' : 'contracts.notices.planned')}
                </StateMark>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

const DAY_MS = 86_400_000;

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

const daysEarlier = (day: string, days: number) => new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
