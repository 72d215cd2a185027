import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../app/refusal';
import { Problem } from '../../../ui/problem';
import { customerQuery } from '../requests';

/** What the API refuses with where a customer may have no more assets. */
export const ASSET_LIMIT = 'fleet.asset-limit';

interface LimitReachedProps {
  readonly refusal: Refusal;
  readonly customerId: string;
}

/** The refusal with how many assets the customer has, and how many it may have (R0-19). */
export function LimitReached({ refusal, customerId }: LimitReachedProps) {
  const { t } = useTranslation();
  const { data } = useQuery(customerQuery(customerId));
  return (
    <Problem refusal={refusal}>
      {data && data.assetLimit !== null && (
        <p>{t('assets.limitReached', { total: data.machines.total, limit: data.assetLimit })}</p>
      )}
    </Problem>
  );
}
