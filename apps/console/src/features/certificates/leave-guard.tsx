import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface LeaveGuardProps {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks who leaves while the key is in no file yet. Escape stays. */
export function LeaveGuard({ onStay, onLeave }: LeaveGuardProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="guard" aria-labelledby="guard-title" onCancel={onStay}>
      <h2 id="guard-title">{t('certificates.guard.title')}</h2>
      <p>{t('certificates.guard.why')}</p>
      <div className="actions">
        <Button onClick={onStay}>{t('certificates.guard.stay')}</Button>
        <Button variant="default" onClick={onLeave}>
          {t('certificates.guard.leave')}
        </Button>
      </div>
    </dialog>
  );
}
