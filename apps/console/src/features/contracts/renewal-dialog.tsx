import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contractRenewal, leaseMonthsLimits, type ServiceContractBody } from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';
import { FormBody } from '../../ui/form-body';
import { useOnceKey } from '../../ui/once-key';
import { useSendingForm } from '../../ui/use-sending-form';
import { Day } from '../../ui/when';
import { contractKeys, renew } from './requests';

interface RenewalDialogProps {
  readonly contract: ServiceContractBody;
  readonly onRenewed: (contractId: string) => void;
  readonly onClose: () => void;
}

const orNothing = { setValueAs: (text: unknown) => (String(text ?? '').trim() === '' ? undefined : text) };
const months = { setValueAs: (text: unknown) => (String(text ?? '').trim() === '' ? undefined : Number(text)) };

/** How the service goes on: from the end of this contract, for 12 months, unless something else is said. */
export function RenewalDialog({ contract, onRenewed, onClose }: RenewalDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const keyOf = useOnceKey();
  const sending = useSendingForm({
    schema: contractRenewal,
    start: { leaseMonths: leaseMonthsLimits.default, startDate: contract.endDate },
    send: async (form) => {
      const made = await renew(contract.id, form, keyOf(form));
      await client.invalidateQueries({ queryKey: contractKeys.all });
      onRenewed(made.id);
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <Dialog title={t('contracts.renew.title', { serial: contract.device.serialNumber })} onClose={onClose}>
      <p>
        {t('contracts.renew.what', { customer: contract.customer.name })} <Day date={contract.endDate} />
      </p>
      <FormBody sending={sending} action={t('contracts.renew.verb')} onCancel={onClose}>
        <div className="form-row">
          <TextInput
            {...form.register('startDate', orNothing)}
            type="date"
            label={t('contracts.renew.start')}
            error={errorAt('startDate', t('contracts.renew.startWrong'))}
          />
          <TextInput
            {...form.register('leaseMonths', months)}
            inputMode="numeric"
            label={t('contracts.renew.months')}
            error={errorAt('leaseMonths', t('contracts.renew.monthsWrong'))}
          />
        </div>
        <TextInput
          {...form.register('serviceContractNumber', orNothing)}
          label={t('contracts.number')}
          className="field-mono"
          error={errorAt('serviceContractNumber', t('contracts.renew.numberWrong'))}
        />
        <TextInput
          {...form.register('salesOrderNumber', orNothing)}
          label={t('contracts.order')}
          className="field-mono"
          error={errorAt('salesOrderNumber', t('contracts.renew.numberWrong'))}
        />
      </FormBody>
    </Dialog>
  );
}
