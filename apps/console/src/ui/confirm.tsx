import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../app/refusal';
import { Dialog } from './dialog';
import { Problem } from './problem';

interface ConfirmProps {
  readonly title: string;
  /** What will come of it, in words. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly verb: string;
  /** What the other button says, where leaving everything as it is has a name. */
  readonly stay?: string;
  readonly isDangerous?: boolean;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done that cannot be undone, and says what comes of it. Escape and Cancel leave everything as it is. */
export function Confirm(props: ConfirmProps) {
  const { title, children, verb, stay, isDangerous = false, isPending, refusal, onConfirm, onClose } = props;
  const { t } = useTranslation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) onConfirm();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        {children}
        {refusal && <Problem refusal={refusal} />}
        <div className="confirm-buttons">
          <Button variant="default" onClick={onClose}>
            {stay ?? t('common.cancel')}
          </Button>
          <Button type="submit" loading={isPending} className={isDangerous ? 'button-bad' : ''}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
