import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SiteGrantBody } from '#libs/contracts/http';
import { Confirm } from '../../ui/confirm';
import { sharingKeys, withdrawGrant } from './requests';

interface WithdrawalDialogProps {
  readonly siteId: string;
  readonly grant: SiteGrantBody;
  /** The reader leaves what others share with them. */
  readonly isOwn: boolean;
  readonly onClose: () => void;
}

/** Ends a share, at once and with all that was shared under it (R4-18). */
export function WithdrawalDialog({ siteId, grant, isOwn, onClose }: WithdrawalDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const withdrawal = useMutation({
    mutationFn: () => withdrawGrant(siteId, grant.id),
    onSuccess: async () => {
      onClose();
      // Who left sees nothing of the site any more: what was read of it is asked anew, and refused.
      await client.invalidateQueries({ queryKey: isOwn ? ['sites'] : sharingKeys.permissions(siteId) });
    },
  });
  const who = grant.person?.name ?? grant.organization?.name ?? grant.email;
  const isPending = grant.state === 'pending';
  return (
    <Confirm
      title={isOwn ? t('sharing.leaveTitle') : t('sharing.withdrawTitle', { who: who ?? t('sharing.anybody') })}
      verb={t(isOwn ? 'sharing.leave' : 'sharing.withdraw')}
      isDangerous
      isPending={withdrawal.isPending}
      refusal={withdrawal.error}
      onConfirm={() => withdrawal.mutate()}
      onClose={onClose}
    >
      <ul className="consequences">
        <li>{t(isPending ? 'sharing.then.code' : isOwn ? 'sharing.then.leave' : 'sharing.then.lost')}</li>
        {!isPending && <li>{t('sharing.then.under')}</li>}
        <li>{t('sharing.then.again')}</li>
      </ul>
    </Confirm>
  );
}
