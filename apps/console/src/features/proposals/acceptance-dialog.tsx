import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ProposalBody, proposalAcceptance } from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';
import { FormBody } from '../../ui/form-body';
import { useSendingForm } from '../../ui/use-sending-form';
import { acceptProposal, customerSitesQuery, proposalKeys } from './requests';

interface AcceptanceDialogProps {
  readonly proposal: ProposalBody;
  readonly onClose: () => void;
}

const orNothing = { setValueAs: (text: unknown) => (String(text ?? '').trim() === '' ? undefined : text) };

/** The customer takes the offer, names the machine as it likes and places it. */
export function AcceptanceDialog({ proposal, onClose }: AcceptanceDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sites = useQuery(customerSitesQuery(proposal.customer.id));
  const sending = useSendingForm({
    schema: proposalAcceptance,
    start: { name: proposal.asset.name },
    send: async (form) => {
      // A name that was left as it stands stays the machine's own.
      const { name, ...rest } = form;
      await acceptProposal(proposal.id, name === proposal.asset.name ? rest : form);
      await client.invalidateQueries({ queryKey: proposalKeys.all });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <Dialog title={t('proposals.accept.title', { machine: proposal.asset.name })} onClose={onClose}>
      <p>{t('proposals.accept.what', { provider: proposal.provider.name })}</p>
      <FormBody sending={sending} action={t('proposals.accept.verb')} onCancel={onClose}>
        <TextInput
          {...form.register('name', orNothing)}
          label={t('proposals.accept.name')}
          error={errorAt('name', t('proposals.accept.nameWrong'))}
        />
        <NativeSelect
          {...form.register('siteId', orNothing)}
          label={t('proposals.accept.site')}
          error={errorAt('siteId', t('proposals.accept.siteWrong'))}
        >
          <option value="">{t('proposals.accept.stays')}</option>
          {sites.data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </FormBody>
    </Dialog>
  );
}
