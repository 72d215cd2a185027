import { NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AssetDetailsBody, type AttributeDefinition, newAsset } from '#libs/contracts/http';
import { Dialog } from '../../../ui/dialog';
import { FormBody } from '../../../ui/form-body';
import { useOnceKey } from '../../../ui/once-key';
import { textOrNone, typedFor } from '../../../ui/typed';
import { useSendingForm } from '../../../ui/use-sending-form';
import { AssetFields, AttributeFields, attributesOf, type TypedAsset } from '../asset-fields';
import { assetKeys, createAsset, freeDevicesQuery, kindsQuery, offeredModelsQuery } from '../requests';

interface TypedAddition extends TypedAsset {
  edgeDeviceSerialNumber: string;
}

interface AdditionFormProps {
  readonly customer: { readonly id: string; readonly name: string };
  readonly onAdded: (asset: AssetDetailsBody) => void;
  readonly onClose: () => void;
}

const none: readonly AttributeDefinition[] = [];

/** Everything about a new asset; the fields of its kind come with its model. */
export function AdditionForm({ customer, onAdded, onClose }: AdditionFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const keyOf = useOnceKey();
  const { data: models } = useQuery(offeredModelsQuery);
  const { data: kinds } = useQuery(kindsQuery);
  const { data: devices } = useQuery(freeDevicesQuery(customer.id));
  const definitionsOf = (model: string) => {
    const kindId = models?.items.find(({ name }) => name === model)?.kind.id;
    return kinds?.items.find(({ id }) => id === kindId)?.attributes ?? none;
  };
  const sending = useSendingForm({
    schema: typedFor(newAsset, (typed: TypedAddition) => ({
      organizationId: customer.id,
      model: typed.model,
      modelNumber: textOrNone(typed.modelNumber),
      serialNumber: typed.serialNumber,
      name: textOrNone(typed.name),
      externalId: textOrNone(typed.externalId),
      shipDate: textOrNone(typed.shipDate),
      warrantyBegin: textOrNone(typed.warrantyBegin),
      warrantyEnd: textOrNone(typed.warrantyEnd),
      migrated: typed.migrated,
      attributes: attributesOf(typed.attributes, definitionsOf(typed.model)),
      edgeDeviceSerialNumber: textOrNone(typed.edgeDeviceSerialNumber),
    })),
    start: empty,
    send: async (draft) => {
      const asset = await createAsset(draft, keyOf(draft));
      client.setQueryData(assetKeys.details(asset.id), asset);
      await client.invalidateQueries({ queryKey: assetKeys.lists });
      await client.invalidateQueries({ queryKey: assetKeys.offered() });
      onAdded(asset);
    },
  });
  const { form, errorAt } = sending;
  const names = useMemo(() => [...new Set(models?.items.map(({ name }) => name))], [models]);
  const isPairing = form.watch('edgeDeviceSerialNumber') !== '';
  return (
    <Dialog title={t('assets.addTitle')} onClose={onClose} isWide>
      <FormBody sending={sending} action={t(isPairing ? 'assets.addAndPair' : 'assets.finish')} onCancel={onClose}>
        <p className="dimmed">
          {t('assets.forWhom')}: {customer.name}
        </p>
        <NativeSelect
          {...form.register('model')}
          label={t('assets.field.model')}
          aria-required
          error={errorAt('model', t('assets.wrong.model'))}
        >
          <option value="">{t('common.choose')}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </NativeSelect>
        <AssetFields register={(name) => form.register(name)} errorAt={errorAt} />
        <div className="attribute-fields">
          <AttributeFields
            register={(name) => form.register(name)}
            errorAt={errorAt}
            definitions={definitionsOf(form.watch('model'))}
          />
        </div>
        <NativeSelect
          {...form.register('edgeDeviceSerialNumber')}
          label={
            <>
              {t('assets.pairWith')} <span className="dimmed">{t('common.optional')}</span>
            </>
          }
          description={t('assets.pairHint')}
          error={errorAt('edgeDeviceSerialNumber', t('assets.wrong.text'))}
        >
          <option value="">{t('assets.noPair')}</option>
          {devices?.items.map(({ id, serialNumber, type }) => (
            <option key={id} value={serialNumber}>
              {serialNumber} ({type})
            </option>
          ))}
        </NativeSelect>
      </FormBody>
    </Dialog>
  );
}

const empty: TypedAddition = {
  model: '',
  modelNumber: '',
  serialNumber: '',
  name: '',
  externalId: '',
  shipDate: '',
  warrantyBegin: '',
  warrantyEnd: '',
  migrated: false,
  attributes: {},
  edgeDeviceSerialNumber: '',
};
