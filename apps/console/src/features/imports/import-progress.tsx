import { useTranslation } from 'react-i18next';
import type { ImportBody } from '#libs/contracts/http';

/** How far a check or an application came. It goes on wherever its reader is. */
export function ImportProgress({ job }: { readonly job: ImportBody }) {
  const { t, i18n } = useTranslation();
  const { status, totalRows, checkedRows, appliedRows, mode } = job;
  const done = status === 'applying' ? appliedRows : checkedRows;
  // A whole file is applied in one step, which shows nothing of itself before it is done.
  const isKnown = totalRows > 0 && !(status === 'applying' && mode === 'all-or-nothing');
  const count = (number: number) => number.toLocaleString(i18n.language);
  return (
    <div className="import-progress">
      <progress
        aria-label={t(`imports.status.${status}`)}
        max={isKnown ? totalRows : undefined}
        value={isKnown ? done : undefined}
      />
      <span role="status">
        {isKnown
          ? t('imports.progress', { done: count(done), total: count(totalRows) })
          : t(status === 'receiving' ? 'imports.receiving' : 'imports.wholeUnderWay')}
      </span>
      <span className="dimmed">{t('imports.mayBeLeft')}</span>
    </div>
  );
}
