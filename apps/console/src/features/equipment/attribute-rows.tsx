import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useFieldArray } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SendingForm } from '../../ui/use-sending-form';
import { attributeTypes, emptyAttribute, type TypedKind } from './typed-kind';

/** As many attributes as a kind can have. */
const ATTRIBUTES = 50;

/** The attributes of a kind, a row each; what a number or a choice needs comes with its type. */
export function AttributeRows<Output>({ sending }: { readonly sending: SendingForm<TypedKind, Output> }) {
  const { t } = useTranslation();
  const { form, errorAt } = sending;
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'attributes' });
  const attributes = form.watch('attributes') ?? [];
  return (
    <>
      {fields.map(({ id }, place) => {
        const at = `attributes.${place}` as const;
        const type = attributes[place]?.type ?? 'text';
        return (
          <fieldset key={id} className="attribute">
            <legend>{t('equipment.attribute', { number: place + 1 })}</legend>
            <TextInput
              {...form.register(`${at}.label`)}
              label={t('equipment.label')}
              error={errorAt(`${at}.label`, t('equipment.wrong.label'))}
            />
            <TextInput
              {...form.register(`${at}.key`)}
              label={t('equipment.key')}
              placeholder="ratedPower"
              className="field-mono"
              spellCheck={false}
              error={errorAt(`${at}.key`, t('equipment.wrong.key'))}
            />
            <NativeSelect {...form.register(`${at}.type`)} label={t('equipment.type')}>
              {attributeTypes.map((each) => (
                <option key={each} value={each}>
                  {t(`equipment.types.${each}`)}
                </option>
              ))}
            </NativeSelect>
            {type === 'number' && (
              <>
                <TextInput {...form.register(`${at}.unit`)} label={t('equipment.unit')} />
                <TextInput
                  {...form.register(`${at}.minimum`)}
                  label={t('equipment.minimum')}
                  inputMode="decimal"
                  error={errorAt(`${at}.minimum`, t('equipment.wrong.minimum'))}
                />
                <TextInput
                  {...form.register(`${at}.maximum`)}
                  label={t('equipment.maximum')}
                  inputMode="decimal"
                  error={errorAt(`${at}.maximum`, t('equipment.wrong.maximum'))}
                />
              </>
            )}
            {type === 'choice' && (
              <TextInput
                {...form.register(`${at}.choices`)}
                label={t('equipment.choices')}
                error={errorAt(`${at}.choices`, t('equipment.wrong.choices'))}
              />
            )}
            <div className="attribute-end">
              <Checkbox {...form.register(`${at}.required`)} label={t('equipment.required')} />
              <Button
                variant="default"
                size="xs"
                aria-label={t('equipment.removeAttribute', { number: place + 1 })}
                onClick={() => remove(place)}
              >
                {t('equipment.remove')}
              </Button>
            </div>
          </fieldset>
        );
      })}
      {fields.length < ATTRIBUTES && (
        <div>
          <Button variant="default" size="xs" onClick={() => append(emptyAttribute)}>
            {t('equipment.addAttribute')}
          </Button>
        </div>
      )}
    </>
  );
}
