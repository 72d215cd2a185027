import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { joinOrganization } from '../requests';

interface SelfGrantProps {
  readonly organization: OrganizationDetailsBody;
  /** Whether it is being asked about. */
  readonly isAsked: boolean;
  readonly onAsk: () => void;
  readonly onClose: () => void;
}

/** Lets somebody of the provider configure, as a user of the customer, who sees it (R0-26, R0-27). */
export function SelfGrant({ organization, isAsked, onAsk, onClose }: SelfGrantProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, name } = organization;
  const joining = useMutation({
    mutationFn: () => joinOrganization(id),
    onSuccess: async () => {
      // What one may do changes everywhere below it.
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <div className="notice notice-line" data-tone="unknown">
      <span>{t('organization.joinWhy')}</span>
      <Button variant="default" size="xs" onClick={onAsk}>
        {t('organization.join')}
      </Button>
      {isAsked && (
        <Confirm
          title={t('organization.joinTitle', { name })}
          verb={t('organization.join')}
          isPending={joining.isPending}
          refusal={joining.error}
          onConfirm={() => joining.mutate()}
          onClose={onClose}
        >
          <ul className="consequences">
            <li>{t('organization.joinGives')}</li>
            <li>{t('organization.joinSeen', { name })}</li>
            <li>{t('organization.joinEnds')}</li>
          </ul>
        </Confirm>
      )}
    </div>
  );
}
