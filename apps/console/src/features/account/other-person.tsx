import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../app/refusal';
import { Problem } from '../../ui/problem';

interface OtherPersonProps {
  /** Who is signed in in this browser. */
  readonly email: string;
  readonly onSignOut: () => Promise<void>;
}

/** Says that a link may be somebody else's than whoever is signed in, before anything is typed. */
export function OtherPerson({ email, onSignOut }: OtherPersonProps) {
  const { t } = useTranslation();
  const leaving = useMutation<void, Refusal>({ mutationFn: onSignOut });
  return (
    <div className="notice" data-tone="warn" role="status">
      <h2>{t('account.other.title', { email })}</h2>
      <p>{t('account.other.why')}</p>
      <Button variant="default" loading={leaving.isPending} onClick={() => leaving.mutate()}>
        {t('account.other.action')}
      </Button>
      {leaving.error && <Problem refusal={leaving.error} />}
    </div>
  );
}
