import { useTranslation } from 'react-i18next';
import type { ReceivedRegistrationRequestBody } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';

const marks = {
  open: { shape: 'dots', tone: 'warn' },
  registered: { shape: 'check', tone: 'ok' },
  declined: { shape: 'cross', tone: 'unknown' },
} as const;

export const requestStatuses = ['open', 'registered', 'declined'] as const;

/** What became of a request. */
export function RequestMark({ status }: Pick<ReceivedRegistrationRequestBody, 'status'>) {
  const { t } = useTranslation();
  return <StateMark {...marks[status]}>{t(`requests.status.${status}`)}</StateMark>;
}
