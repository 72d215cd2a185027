import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contractRenewal, type ServiceContractBody } from '#libs/contracts/http';
import { Dialog } from '../../../ui/dialog';
import { FormBody } from '../../../ui/form-body';
import { useOnce } from '../../../ui/use-once';
import { useSendingForm } from '../../../ui/use-sending-form';
import { Day } from '../../../ui/when';
import { orAbsent } from '../organization-fields';
import { organizationKeys, renewContract } from '../requests';

/** The lease that is offered first (R1-15). */
const USUAL_MONTHS = 12;

interface RenewalDialogProps {
  readonly organizationId: string;
  readonly contract: ServiceContractBody;
  readonly onClose: () => void;
}

/** Goes on from a contract without a gap: for how long, by which orders. */
export function RenewalDialog({ organizationId, contract, onClose }: RenewalDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const once = useOnce();
  const sending = useSendingForm({
    schema: contractRenewal,
    start: { leaseMonths: USUAL_MONTHS },
    send: async (renewal) => {
      await once((key) => renewContract(contract.id, renewal, key));
      await client.invalidateQueries({ queryKey: organizationKeys.all(organizationId) });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  const aside = (
    <Button variant="default" onClick={onClose}>
      {t('common.cancel')}
    </Button>
  );
  return (
    <Dialog title={t('organization.renewTitle', { device: contract.device.serialNumber })} onClose={onClose}>
      <FormBody sending={sending} action={t('organization.renew')} aside={aside}>
        <p>
          {t('organization.renewFrom')} <Day date={contract.endDate} />.
        </p>
        <TextInput
          {...form.register('leaseMonths', { setValueAs: (value) => Number(value) })}
          label={t('registration.field.leaseMonths')}
          inputMode="numeric"
          error={errorAt('leaseMonths', t('registration.wrong.months'))}
        />
        <TextInput
          {...form.register('salesOrderNumber', orAbsent)}
          label={t('registration.field.salesOrderNumber')}
          error={errorAt('salesOrderNumber', t('organization.wrong.text'))}
        />
        <TextInput
          {...form.register('serviceContractNumber', orAbsent)}
          label={t('registration.field.serviceContractNumber')}
          error={errorAt('serviceContractNumber', t('organization.wrong.text'))}
        />
      </FormBody>
    </Dialog>
  );
}
