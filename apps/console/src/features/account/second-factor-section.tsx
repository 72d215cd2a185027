import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BegunSecondFactorBody, ProfileBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { Problem } from '../../ui/problem';
import { RecoveryCodes } from './recovery-codes';
import { beginSecondFactor } from './requests';
import { SecondFactorRemoval } from './second-factor-removal';
import { SecondFactorSetUp } from './second-factor-set-up';

interface SecondFactorSectionProps {
  readonly state: ProfileBody['secondFactor'];
  /** Turned on or off. */
  readonly onChanged: () => Promise<void>;
}

/** The code that the sign-in asks for beside the password: set up, shown once, turned off. */
export function SecondFactorSection({ state, onChanged }: SecondFactorSectionProps) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[]>();
  const beginning = useMutation<BegunSecondFactorBody, Refusal>({ mutationFn: beginSecondFactor });
  if (codes)
    return (
      <RecoveryCodes
        codes={codes}
        onKept={async () => {
          await onChanged();
          beginning.reset();
          setCodes(undefined);
        }}
      />
    );
  if (state.active)
    return (
      <>
        <p>{t('me.secondFactor.on')}</p>
        <p>{t('me.secondFactor.codesLeft', { count: state.recoveryCodesLeft })}</p>
        <h3>{t('me.secondFactor.removeTitle')}</h3>
        <SecondFactorRemoval onRemoved={onChanged} />
      </>
    );
  if (beginning.data) return <SecondFactorSetUp begun={beginning.data} onConfirmed={setCodes} />;
  return (
    <>
      <p>{t('me.secondFactor.off')}</p>
      {beginning.error && <Problem refusal={beginning.error} />}
      <div className="form-actions">
        <Button loading={beginning.isPending} onClick={() => beginning.mutate()}>
          {t('me.secondFactor.begin')}
        </Button>
      </div>
    </>
  );
}
