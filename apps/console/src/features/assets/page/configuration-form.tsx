import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useFieldArray } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type AssetConfigurationBody, newAssetConfiguration, THRESHOLDS_AT_MOST } from '#libs/contracts/http';
import { FormBody } from '../../../ui/form-body';
import { numberOrNone, textOrNone, typedFor } from '../../../ui/typed';
import { useSendingForm } from '../../../ui/use-sending-form';
import { assetKeys, configure } from '../requests';

interface TypedThreshold {
  readonly quantity: string;
  readonly low: string;
  readonly high: string;
  readonly unit: string;
}

interface TypedConfiguration {
  readonly thresholds: TypedThreshold[];
  readonly contactNote: string;
}

const schema = typedFor(newAssetConfiguration, ({ thresholds = [], contactNote }: TypedConfiguration) => ({
  thresholds: thresholds.map(({ quantity, low, high, unit }) => ({
    quantity,
    low: numberOrNone(low),
    high: numberOrNone(high),
    unit: textOrNone(unit),
  })),
  contactNote: textOrNone(contactNote),
}));

interface ConfigurationFormProps {
  readonly assetId: string;
  readonly configuration: AssetConfigurationBody;
  /** What is measured on it, to be chosen from. */
  readonly quantities: readonly string[];
  readonly onDone: () => void;
}

/** A row a limit; what is saved takes the place of what was there. */
export function ConfigurationForm({ assetId, configuration, quantities, onDone }: ConfigurationFormProps) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const known = useId();
  const typedNumber = (value: number | undefined) =>
    value?.toLocaleString(i18n.language, { useGrouping: false, maximumFractionDigits: 20 }) ?? '';
  const sending = useSendingForm({
    schema,
    start: {
      thresholds: configuration.thresholds.map(({ quantity, low, high, unit }) => ({
        quantity,
        low: typedNumber(low),
        high: typedNumber(high),
        unit: unit ?? '',
      })),
      contactNote: configuration.contactNote ?? '',
    },
    send: async (values) => {
      client.setQueryData(assetKeys.configuration(assetId), await configure(assetId, values));
      await client.invalidateQueries({ queryKey: assetKeys.details(assetId) });
      onDone();
    },
  });
  const { form, errorAt } = sending;
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'thresholds' });
  return (
    <FormBody sending={sending} action={t('asset.saveConfiguration')} onCancel={onDone}>
      <datalist id={known}>
        {quantities.map((quantity) => (
          <option key={quantity} value={quantity} />
        ))}
      </datalist>
      {fields.length === 0 && <p className="dimmed">{t('asset.noThresholds')}</p>}
      {fields.map(({ id }, place) => (
        <fieldset key={id} className="threshold">
          <legend className="away">{t('asset.thresholdNumber', { number: place + 1 })}</legend>
          <TextInput
            {...form.register(`thresholds.${place}.quantity`)}
            label={t('telemetry.column.quantity')}
            list={known}
            autoComplete="off"
            error={errorAt(`thresholds.${place}.quantity`, t('asset.quantityWrong'))}
          />
          <TextInput
            {...form.register(`thresholds.${place}.low`)}
            label={t('asset.low')}
            inputMode="decimal"
            error={errorAt(`thresholds.${place}.low`, t('asset.lowWrong'))}
          />
          <TextInput
            {...form.register(`thresholds.${place}.high`)}
            label={t('asset.high')}
            inputMode="decimal"
            error={errorAt(`thresholds.${place}.high`, t('asset.highWrong'))}
          />
          <TextInput
            {...form.register(`thresholds.${place}.unit`)}
            label={t('telemetry.column.unit')}
            error={errorAt(`thresholds.${place}.unit`, t('asset.unitWrong'))}
          />
          <Button
            variant="default"
            size="xs"
            aria-label={t('asset.removeThreshold', { number: place + 1 })}
            onClick={() => remove(place)}
          >
            {t('asset.removeRow')}
          </Button>
        </fieldset>
      ))}
      {fields.length < THRESHOLDS_AT_MOST && (
        <div>
          <Button
            variant="default"
            size="xs"
            onClick={() => append({ quantity: '', low: '', high: '', unit: '' }, { shouldFocus: true })}
          >
            {t('asset.addThreshold')}
          </Button>
        </div>
      )}
      <TextInput
        {...form.register('contactNote')}
        label={t('asset.contactNote')}
        description={t('asset.contactNoteHint')}
        maxLength={1000}
        error={errorAt('contactNote', t('asset.textWrong'))}
      />
    </FormBody>
  );
}
