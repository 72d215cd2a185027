import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../app/stream';
import { newestQuery, UNREAD_MS } from './requests';

const watched = [{ queryKey: newestQuery.queryKey, everyMs: UNREAD_MS }];
/** The page one came for asks first (rule 18), milliseconds. */
const LATER_MS = 1_000;

/** How many notifications are unread; nothing where none is, or where that is not known. */
export function UnreadCount() {
  const { t, i18n } = useTranslation();
  const isLater = useLater();
  const { data } = useQuery({ ...newestQuery, enabled: isLater });
  useLive(watched);
  if (!data || data.unread.value === 0) return null;
  const { value, exact } = data.unread;
  return (
    <>
      <span className="bell-count" aria-hidden="true">
        {value.toLocaleString(i18n.language)}
        {!exact && '+'}
      </span>
      <span className="away">{t('shell.unread', { count: value })}</span>
    </>
  );
}

/** Whether somebody has looked for a moment. */
function useLater(): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    if (isLater) return undefined;
    const timer = setInterval(() => setLater(!document.hidden), LATER_MS);
    return () => clearInterval(timer);
  }, [isLater]);
  return isLater;
}
