import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AssetDetailsBody, assetChange } from '#libs/contracts/http';
import { Dialog } from '../../../ui/dialog';
import { FormBody } from '../../../ui/form-body';
import { textOrNone, textOrNull, typedFor } from '../../../ui/typed';
import { useSendingForm } from '../../../ui/use-sending-form';
import { AssetFields, AttributeFields, attributesOf, type TypedAsset, typedOf } from '../asset-fields';
import { assetKeys, changeAsset } from '../requests';

interface EditDialogProps {
  readonly asset: AssetDetailsBody;
  readonly onClose: () => void;
}

/** Changes what is known of an asset (R3-32); what is emptied is emptied there. */
export function EditDialog({ asset, onClose }: EditDialogProps) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { attributes: definitions } = asset.assetKind;
  const { model: _, ...start } = typedOf(asset, i18n.language);
  const sending = useSendingForm({
    schema: typedFor(assetChange, (typed: Omit<TypedAsset, 'model'>) => ({
      modelNumber: textOrNone(typed.modelNumber),
      serialNumber: typed.serialNumber,
      name: textOrNull(typed.name),
      externalId: textOrNull(typed.externalId),
      shipDate: textOrNull(typed.shipDate),
      warrantyBegin: textOrNull(typed.warrantyBegin),
      warrantyEnd: textOrNull(typed.warrantyEnd),
      migrated: typed.migrated,
      ...(definitions.length > 0 && { attributes: attributesOf(typed.attributes, definitions) }),
    })),
    start,
    send: async (change) => {
      client.setQueryData(assetKeys.details(asset.id), await changeAsset(asset.id, change));
      await client.invalidateQueries({ queryKey: assetKeys.lists });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <Dialog title={t('assets.editTitle', { asset: asset.label })} onClose={onClose} isWide>
      <FormBody sending={sending} action={t('assets.save')} onCancel={onClose}>
        <AssetFields register={(name) => form.register(name)} errorAt={errorAt} />
        <div className="attribute-fields">
          <AttributeFields register={(name) => form.register(name)} errorAt={errorAt} definitions={definitions} />
        </div>
      </FormBody>
    </Dialog>
  );
}
