import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SiteDetailsBody, siteDraft } from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';
import { FormBody } from '../../ui/form-body';
import { useOnceKey } from '../../ui/once-key';
import { SearchField } from '../../ui/search-field';
import { useSendingForm } from '../../ui/use-sending-form';
import { makeSite, ownersQuery } from './requests';
import { SiteFields } from './site-fields';
import { asTyped } from './typed-values';

interface NewSiteDialogProps {
  /** Whose it becomes, where there is no choice. */
  readonly ownerId: string | undefined;
  readonly onMade: (site: SiteDetailsBody) => void;
  readonly onClose: () => void;
}

/** A place where devices and equipment can stand. */
export function NewSiteDialog({ ownerId, onMade, onClose }: NewSiteDialogProps) {
  const { t } = useTranslation();
  const keyOf = useOnceKey();
  const sending = useSendingForm({
    schema: siteDraft,
    start: { organizationId: ownerId ?? '', name: '' },
    send: async (draft) => onMade(await makeSite(draft, keyOf(draft))),
  });
  const { form, errorAt } = sending;
  return (
    <Dialog title={t('sites.new.title')} onClose={onClose}>
      <FormBody sending={sending} action={t('sites.new.action')} onCancel={onClose}>
        {ownerId === undefined ? (
          <OwnerChoice
            field={form.register('organizationId')}
            error={errorAt('organizationId', t('sites.new.ownerMissing'))}
          />
        ) : (
          <input type="hidden" {...form.register('organizationId')} />
        )}
        <SiteFields register={(field) => form.register(field, asTyped[field])} errorAt={errorAt} />
      </FormBody>
    </Dialog>
  );
}

interface OwnerChoiceProps {
  readonly field: object;
  readonly error: string | undefined;
}

/** One of the organizations the reader sees, found by its name. */
function OwnerChoice({ field, error }: OwnerChoiceProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const { data } = useQuery(ownersQuery(q));
  return (
    <>
      <SearchField label={t('sites.new.findOwner')} maxLength={100} asked={q} onAsk={setQ} />
      <NativeSelect {...field} label={t('sites.new.owner')} withAsterisk error={error}>
        <option value="">{t('sites.new.choose')}</option>
        {data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}
