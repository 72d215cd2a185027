import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody, AttributeDefinition } from '#libs/contracts/http';
import { numberOrNone, textOrNone } from '../../ui/typed';

/** What is typed of an asset, new or old. */
export interface TypedAsset {
  model: string;
  modelNumber: string;
  serialNumber: string;
  name: string;
  externalId: string;
  shipDate: string;
  warrantyBegin: string;
  warrantyEnd: string;
  migrated: boolean;
  attributes: Record<string, string>;
}

/** What stands in the fields of an asset that there is. */
export const typedOf = (asset: AssetDetailsBody, locale: string): TypedAsset => ({
  model: asset.model,
  modelNumber: asset.modelNumber,
  serialNumber: asset.serialNumber,
  name: asset.name ?? '',
  externalId: asset.externalId ?? '',
  shipDate: asset.shipDate ?? '',
  warrantyBegin: asset.warrantyBegin ?? '',
  warrantyEnd: asset.warrantyEnd ?? '',
  migrated: asset.migrated,
  attributes: Object.fromEntries(
    asset.assetKind.attributes.map(({ key }) => [key, typedValue(asset.attributes[key], locale)]),
  ),
});

const typedValue = (value: string | number | boolean | undefined, locale: string): string =>
  typeof value === 'number'
    ? value.toLocaleString(locale, { useGrouping: false, maximumFractionDigits: 20 })
    : String(value ?? '');

/** Values of attributes by what their kind says they are; what is empty is emptied. */
export function attributesOf(
  typed: Record<string, string> = {},
  definitions: readonly AttributeDefinition[],
): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    definitions.map(({ key, type }) => {
      const text = textOrNone(typed[key]);
      if (text === undefined) return [key, null];
      if (type === 'boolean') return [key, text === 'true'];
      return [key, type === 'number' ? (numberOrNone(text) ?? null) : text];
    }),
  );
}

type AssetField = Exclude<keyof TypedAsset, 'model' | 'attributes'>;

/** As much of a form as the fields of a kind need. */
interface FieldsOf<Name extends string> {
  readonly register: (name: Name) => UseFormRegisterReturn;
  readonly errorAt: (name: Name, words: string) => string | undefined;
}

/** Serial number, external number, dates of the warranty, and whether it comes from the system before (R3-34…R3-39). */
export function AssetFields({ register, errorAt }: FieldsOf<AssetField>) {
  const { t } = useTranslation();
  const optional = (words: string) => (
    <>
      {words} <span className="dimmed">{t('common.optional')}</span>
    </>
  );
  return (
    <>
      <div className="form-row">
        <TextInput
          {...register('serialNumber')}
          label={t('assets.field.serialNumber')}
          className="field-mono"
          aria-required
          autoComplete="off"
          spellCheck={false}
          error={errorAt('serialNumber', t('assets.wrong.serialNumber'))}
        />
        <TextInput
          {...register('modelNumber')}
          label={optional(t('assets.field.modelNumber'))}
          autoComplete="off"
          error={errorAt('modelNumber', t('assets.wrong.text'))}
        />
      </div>
      <div className="form-row">
        <TextInput
          {...register('name')}
          label={optional(t('assets.field.name'))}
          autoComplete="off"
          error={errorAt('name', t('assets.wrong.text'))}
        />
        <TextInput
          {...register('externalId')}
          label={optional(t('assets.field.externalId'))}
          autoComplete="off"
          error={errorAt('externalId', t('assets.wrong.text'))}
        />
      </div>
      <div className="form-row">
        <TextInput
          {...register('warrantyBegin')}
          type="date"
          label={optional(t('assets.field.warrantyBegin'))}
          error={errorAt('warrantyBegin', t('assets.wrong.day'))}
        />
        <TextInput
          {...register('warrantyEnd')}
          type="date"
          label={optional(t('assets.field.warrantyEnd'))}
          error={errorAt('warrantyEnd', t('assets.wrong.warrantyEnd'))}
        />
      </div>
      <TextInput
        {...register('shipDate')}
        type="date"
        label={optional(t('assets.field.shipDate'))}
        error={errorAt('shipDate', t('assets.wrong.day'))}
      />
      <Checkbox {...register('migrated')} label={t('assets.field.migrated')} />
    </>
  );
}

interface AttributeFieldsProps extends FieldsOf<`attributes.${string}`> {
  readonly definitions: readonly AttributeDefinition[];
}

/** A field for each attribute that the kind of the asset has. */
export function AttributeFields({ register, errorAt, definitions }: AttributeFieldsProps) {
  const { t } = useTranslation();
  return definitions.map(({ key, label, unit, type, required, choices = [] }) => {
    const options = type === 'boolean' ? (['true', 'false'] as const) : choices;
    const shared = {
      ...register(`attributes.${key}`),
      label: (
        <>
          {label}
          {unit !== undefined && ` (${unit})`}
          {!required && <span className="dimmed"> {t('common.optional')}</span>}
        </>
      ),
      error: errorAt(`attributes.${key}`, t('assets.wrong.text')),
    };
    if (options.length === 0)
      return (
        <TextInput
          key={key}
          {...shared}
          type={type === 'date' ? 'date' : 'text'}
          {...(type === 'number' && { inputMode: 'decimal' as const })}
        />
      );
    return (
      <NativeSelect key={key} {...shared}>
        <option value="">{t('common.choose')}</option>
        {options.map((value) => (
          <option key={value} value={value}>
            {type === 'boolean' ? t(value === 'true' ? 'assets.yes' : 'assets.no') : value}
          </option>
        ))}
      </NativeSelect>
    );
  });
}
