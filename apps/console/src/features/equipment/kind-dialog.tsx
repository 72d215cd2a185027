import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssetKindBody } from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';
import { FormBody } from '../../ui/form-body';
import { useOnceKey } from '../../ui/once-key';
import { type SendingForm, useSendingForm } from '../../ui/use-sending-form';
import { AttributeRows } from './attribute-rows';
import { type Owner, OwnerField } from './owner';
import { changeKind, createKind, equipmentKeys } from './requests';
import { kindChange, kindCreation, type TypedKind, typedAttribute } from './typed-kind';

interface KindDialogProps {
  /** The one to be changed; absent: a new one. */
  readonly kind?: AssetKindBody;
  readonly owners: readonly Owner[];
  readonly onClose: () => void;
}

/** Adds a kind of equipment with its attributes, or changes one. */
export const KindDialog = ({ kind, ...others }: KindDialogProps) =>
  kind ? <Change kind={kind} {...others} /> : <Creation {...others} />;

function Creation({ owners, onClose }: Omit<KindDialogProps, 'kind'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const keyOf = useOnceKey();
  const sending = useSendingForm({
    schema: kindCreation,
    start: { name: '', organizationId: owners[0]?.id ?? '', attributes: [] },
    send: async (draft) => {
      await createKind(draft, keyOf(draft));
      await client.invalidateQueries({ queryKey: equipmentKeys.all });
      onClose();
    },
  });
  const title = t('equipment.addKind');
  return <Fields title={title} action={title} sending={sending} owners={owners} onClose={onClose} />;
}

function Change({ kind, onClose }: KindDialogProps & { readonly kind: AssetKindBody }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const sending = useSendingForm({
    schema: kindChange,
    start: {
      name: kind.name,
      attributes: kind.attributes.map((definition) => typedAttribute(definition, i18n.language)),
    },
    send: async (changed) => {
      await changeKind(kind.id, changed);
      await client.invalidateQueries({ queryKey: equipmentKeys.all });
      onClose();
    },
  });
  const title = t('equipment.editKind', { name: kind.name });
  return <Fields title={title} action={t('equipment.save')} sending={sending} owners={[]} onClose={onClose} />;
}

interface FieldsProps<Output> {
  readonly title: string;
  readonly action: string;
  readonly sending: SendingForm<TypedKind, Output>;
  readonly owners: readonly Owner[];
  readonly onClose: () => void;
}

function Fields<Output>({ title, action, sending, owners, onClose }: FieldsProps<Output>) {
  const { t } = useTranslation();
  const { form, errorAt } = sending;
  return (
    <Dialog title={title} onClose={onClose} isWide>
      <FormBody sending={sending} action={action} onCancel={onClose}>
        <TextInput
          {...form.register('name')}
          label={t('equipment.name')}
          aria-required
          autoComplete="off"
          error={errorAt('name', t('equipment.wrong.name'))}
        />
        {owners.length > 1 && (
          <OwnerField
            field={form.register('organizationId')}
            owners={owners}
            error={errorAt('organizationId', t('equipment.wrong.name'))}
          />
        )}
        <AttributeRows sending={sending} />
      </FormBody>
    </Dialog>
  );
}
