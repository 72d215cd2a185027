import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type EquipmentModelBody, equipmentModelChange, newEquipmentModel } from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';
import { FormBody } from '../../ui/form-body';
import { useOnceKey } from '../../ui/once-key';
import { textOrNone, textOrNull, typedFor } from '../../ui/typed';
import { useSendingForm } from '../../ui/use-sending-form';
import { type Owner, OwnerField } from './owner';
import { changeModel, createModel, equipmentKeys, offeredKindsQuery } from './requests';

interface ModelDialogProps {
  /** The one to be changed; absent: a new one. */
  readonly model?: EquipmentModelBody;
  readonly owners: readonly Owner[];
  readonly onClose: () => void;
}

/** Adds a model, or changes one. */
export const ModelDialog = ({ model, ...others }: ModelDialogProps) =>
  model ? <Change model={model} {...others} /> : <Creation {...others} />;

interface TypedModel {
  name: string;
  manufacturer: string;
  kindId: string;
  organizationId: string;
}

const creation = typedFor(newEquipmentModel, ({ name, manufacturer, kindId, organizationId }: TypedModel) => ({
  name,
  kindId,
  manufacturer: textOrNone(manufacturer),
  organizationId: textOrNone(organizationId),
}));

function Creation({ owners, onClose }: Omit<ModelDialogProps, 'model'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const keyOf = useOnceKey();
  const { data: kinds } = useQuery(offeredKindsQuery);
  const sending = useSendingForm({
    schema: creation,
    start: { name: '', manufacturer: '', kindId: '', organizationId: owners[0]?.id ?? '' },
    send: async (draft) => {
      await createModel(draft, keyOf(draft));
      await client.invalidateQueries({ queryKey: equipmentKeys.models });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <Dialog title={t('equipment.addModel')} onClose={onClose}>
      <FormBody sending={sending} action={t('equipment.addModel')} onCancel={onClose}>
        <TextInput
          {...form.register('name')}
          label={t('equipment.name')}
          aria-required
          autoComplete="off"
          error={errorAt('name', t('equipment.wrong.name'))}
        />
        <NativeSelect
          {...form.register('kindId')}
          label={t('equipment.kind')}
          aria-required
          error={errorAt('kindId', t('equipment.wrong.kind'))}
        >
          <option value="">{t('equipment.chooseKind')}</option>
          {kinds?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
        <TextInput
          {...form.register('manufacturer')}
          label={t('equipment.manufacturer')}
          description={t('measurements.optional')}
          error={errorAt('manufacturer', t('equipment.wrong.manufacturer'))}
        />
        {owners.length > 1 && (
          <OwnerField
            field={form.register('organizationId')}
            owners={owners}
            error={errorAt('organizationId', t('equipment.wrong.name'))}
          />
        )}
      </FormBody>
    </Dialog>
  );
}

interface TypedChange {
  name: string;
  manufacturer: string;
  retired: boolean;
}

const change = typedFor(equipmentModelChange, ({ name, manufacturer, retired }: TypedChange) => ({
  name,
  manufacturer: textOrNull(manufacturer),
  retired,
}));

interface ChangeProps extends ModelDialogProps {
  readonly model: EquipmentModelBody;
}

function Change({ model, onClose }: ChangeProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { name, manufacturer, retiredAt } = model;
  const sending = useSendingForm({
    schema: change,
    start: { name, manufacturer: manufacturer ?? '', retired: retiredAt !== null },
    send: async (changed) => {
      await changeModel(model.id, changed);
      await client.invalidateQueries({ queryKey: equipmentKeys.models });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <Dialog title={t('equipment.editModel', { name })} onClose={onClose}>
      <FormBody sending={sending} action={t('equipment.save')} onCancel={onClose}>
        <TextInput
          {...form.register('name')}
          label={t('equipment.name')}
          aria-required
          autoComplete="off"
          error={errorAt('name', t('equipment.wrong.name'))}
        />
        <TextInput
          {...form.register('manufacturer')}
          label={t('equipment.manufacturer')}
          description={t('measurements.optional')}
          error={errorAt('manufacturer', t('equipment.wrong.manufacturer'))}
        />
        <p className="dimmed">
          {t('equipment.kind')}: {model.kind.name}. {t('equipment.kindStays')}
        </p>
        <Checkbox {...form.register('retired')} label={t('equipment.retire')} />
      </FormBody>
    </Dialog>
  );
}
