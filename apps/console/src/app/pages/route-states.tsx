import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/problem';
import { Refusal } from '../refusal';

/** While a page's own code is on its way. */
export function RoutePending() {
  const { t } = useTranslation();
  return (
    <p className="page dimmed" role="status">
      {t('common.loading')}
    </p>
  );
}

/** A page that failed: by a refusal, or by a mistake of ours. */
export function RouteProblem({ error }: ErrorComponentProps) {
  const router = useRouter();
  const refusal = error instanceof Refusal ? error : Refusal.unforeseen(error);
  return (
    <div className="page">
      <Problem refusal={refusal} onRetry={() => void router.invalidate()} />
    </div>
  );
}
