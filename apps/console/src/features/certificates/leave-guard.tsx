import { useTranslation } from 'react-i18next';
import { Confirm } from '../../ui/confirm';

interface LeaveGuardProps {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks who leaves while the key is in no file yet. */
export function LeaveGuard({ onStay, onLeave }: LeaveGuardProps) {
  const { t } = useTranslation();
  return (
    <Confirm
      title={t('certificates.guard.title')}
      verb={t('certificates.guard.leave')}
      stay={t('certificates.guard.stay')}
      isDangerous
      isPending={false}
      refusal={null}
      onConfirm={onLeave}
      onClose={onStay}
    >
      <p>{t('certificates.guard.why')}</p>
    </Confirm>
  );
}
