import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Problem } from './problem';
import type { SendingForm } from './use-sending-form';

interface FormBodyProps<Input extends FieldValues, Output> {
  readonly sending: SendingForm<Input, Output>;
  /** What the button does, as a verb. */
  readonly action: string;
  /** The button is as wide as the form. */
  readonly isWide?: boolean;
  /** How a refusal that no field shows is drawn. */
  readonly refusal?: ReactNode;
  /** Leaves everything as it is; absent where there is nothing to go back to. */
  readonly onCancel?: () => void;
  /** Beside the button. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}

/** Fields, then what was refused beside them, then the button, which waits while it is sent. */
export function FormBody<Input extends FieldValues, Output>(props: FormBodyProps<Input, Output>) {
  const { sending, action, isWide = false, onCancel, aside, children } = props;
  const { t } = useTranslation();
  const { unplacedRefusal } = sending;
  const refusal = props.refusal ?? (unplacedRefusal && <Problem refusal={unplacedRefusal} />);
  return (
    <form className="form" noValidate onSubmit={sending.submit}>
      {children}
      {refusal}
      <div className="form-actions">
        <Button type="submit" loading={sending.isSending} fullWidth={isWide}>
          {action}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        )}
        {aside}
      </div>
    </form>
  );
}
