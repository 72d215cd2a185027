import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  newOfflineMeasurement,
  type OfflineMeasurementBody,
  offlineQuantities,
  offlineQuantityNames,
  offlineTextLimits,
} from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';
import { FormBody } from '../../ui/form-body';
import { numberOrNone, textOrNone } from '../../ui/typed';
import { useSendingForm } from '../../ui/use-sending-form';
import { instantOf, wallTimeOf } from '../../ui/wall-time';
import { useTimeZone } from '../../ui/when';
import { addMeasurement, measurementKeys, replaceMeasurement } from './requests';
import { subscripted } from './symbols';

type TypedMeasurement = Partial<Record<keyof z.input<typeof newOfflineMeasurement>, string>>;

/** Texts of the form to a measurement; where nothing was measured, the first quantity says so. */
const measurementIn = (timeZone: string) =>
  z
    .custom<TypedMeasurement>()
    .transform((typed): z.input<typeof newOfflineMeasurement> => {
      const values = offlineQuantityNames.flatMap((name) => {
        const value = numberOrNone(typed[name]);
        return value === undefined ? [] : [[name, value] as const];
      });
      return {
        sampledAt: instantOf(typed.sampledAt ?? '', timeZone) ?? '',
        ...(values.length === 0 ? { hydrogen: Number.NaN } : Object.fromEntries(values)),
        laboratory: textOrNone(typed.laboratory),
        note: textOrNone(typed.note),
      };
    })
    .pipe(newOfflineMeasurement);

interface MeasurementFormProps {
  readonly assetId: string;
  /** The one to be corrected; absent: a new one. */
  readonly sample?: OfflineMeasurementBody;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

/** One sample of oil: when it was drawn, and what the laboratory found in it (R0-28, R0-29). */
export function MeasurementForm({ assetId, sample, onSaved, onClose }: MeasurementFormProps) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const timeZone = useTimeZone();
  const typed = (value: number | null | undefined) =>
    value?.toLocaleString(i18n.language, { useGrouping: false, maximumFractionDigits: 20 }) ?? '';
  const sending = useSendingForm({
    schema: measurementIn(timeZone),
    start: {
      sampledAt: sample ? wallTimeOf(sample.sampledAt, timeZone) : '',
      ...Object.fromEntries(offlineQuantityNames.map((name) => [name, typed(sample?.[name])])),
      laboratory: sample?.laboratory ?? '',
      note: sample?.note ?? '',
    } as TypedMeasurement,
    send: async (draft) => {
      const { id } = await (sample ? replaceMeasurement(assetId, sample.id, draft) : addMeasurement(assetId, draft));
      await client.invalidateQueries({ queryKey: measurementKeys.list(assetId) });
      onSaved(id);
    },
  });
  const { form, errorAt } = sending;
  const { errors } = form.formState;
  const isEmpty = offlineQuantityNames.every((name) => (form.watch(name) ?? '').trim() === '');
  return (
    <Dialog title={t(sample ? 'measurements.correct' : 'measurements.add')} onClose={onClose} isWide>
      <FormBody sending={sending} action={t('measurements.save')} onCancel={onClose}>
        <div className="form-row">
          <TextInput
            {...form.register('sampledAt')}
            type="datetime-local"
            label={t('measurements.sampledAt')}
            description={t('measurements.inZone', { timeZone })}
            aria-required
            error={errorAt('sampledAt', t('measurements.wrong.sampledAt'))}
          />
          <TextInput
            {...form.register('laboratory')}
            label={t('measurements.laboratory')}
            description={t('measurements.optional')}
            maxLength={offlineTextLimits.laboratory}
            error={errorAt('laboratory', t('assets.wrong.text'))}
          />
        </div>
        <fieldset className="quantity-fields">
          <legend>{t('measurements.values')}</legend>
          {offlineQuantityNames.map((name) => {
            const { symbol, unit, maximum } = offlineQuantities[name];
            const wrong = t('measurements.wrong.value', { unit, maximum: maximum.toLocaleString(i18n.language) });
            return (
              <TextInput
                key={name}
                {...form.register(name)}
                label={
                  <>
                    {t(`measurements.quantity.${name}`)} <span className="dimmed">{subscripted(symbol)}</span>
                  </>
                }
                inputMode="decimal"
                autoComplete="off"
                rightSection={<span className="dimmed unit">{unit}</span>}
                rightSectionWidth={70}
                error={errors[name] && errorAt(name, isEmpty ? t('measurements.wrong.nothing') : wrong)}
              />
            );
          })}
        </fieldset>
        <TextInput
          {...form.register('note')}
          label={t('measurements.note')}
          description={t('measurements.optional')}
          maxLength={offlineTextLimits.note}
          error={errorAt('note', t('assets.wrong.text'))}
        />
      </FormBody>
    </Dialog>
  );
}
