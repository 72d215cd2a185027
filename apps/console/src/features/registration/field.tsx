import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FieldError, get, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { REFUSED } from '../../ui/place-refusal';
import type { FieldName, TypedForm } from './typed-form';

/** What is wrong with a typed value, by the kind of the field. */
const kinds = {
  'person.email': 'email',
  'person.phone': 'phone',
  'device.serialNumber': 'serialNumber',
  'device.macAddress': 'macAddress',
  startDate: 'day',
  'equipment.shipDate': 'day',
  'equipment.warrantyBegin': 'day',
  'equipment.warrantyEnd': 'warrantyEnd',
  leaseMonths: 'months',
  'site.lat': 'latitude',
  'site.lon': 'longitude',
} as const satisfies Partial<Record<FieldName, string>>;

/** Fields that may be left empty. */
const optional: ReadonlySet<FieldName> = new Set([
  'salesOrderNumber',
  'serviceContractNumber',
  'device.systemName',
  'equipment.shipDate',
  'equipment.externalId',
  'equipment.warrantyBegin',
  'equipment.warrantyEnd',
  'site.name',
  'site.address',
  'site.lat',
  'site.lon',
]);

/** The contract asks for the fields of something new where nothing was chosen. */
const inPlaceOf: Partial<Record<FieldName, FieldName>> = {
  'organization.id': 'organization.name',
  'person.id': 'person.firstName',
};

interface FieldProps {
  readonly name: FieldName;
  readonly type?: 'text' | 'date' | 'email' | 'tel';
  readonly inputMode?: 'numeric' | 'decimal';
  readonly autoComplete?: string;
  readonly isMono?: boolean;
  readonly hint?: ReactNode;
  /** Shows how it is written. */
  readonly example?: string;
  /** What is known of the value beside its form. */
  readonly finding?: string | undefined;
}

/** A field of the form, with its problem in words where it stands. */
export function Field({ name, type = 'text', isMono = false, hint, finding, example, ...input }: FieldProps) {
  const { register } = useFormContext<TypedForm>();
  const problem = useProblemOf(name);
  return (
    <TextInput
      {...register(name)}
      {...input}
      type={type}
      label={<Label name={name} />}
      description={hint}
      className={isMono ? 'field-mono' : ''}
      aria-required={!optional.has(name)}
      autoComplete={input.autoComplete ?? 'off'}
      spellCheck={false}
      error={problem ?? finding}
      errorProps={{ role: 'status' }}
      {...(example !== undefined && { placeholder: example })}
    />
  );
}

interface ChoiceProps {
  readonly name: FieldName;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: ReactNode;
  readonly finding?: string | undefined;
}

/** One of a list. */
export function Choice({ name, options, hint, finding }: ChoiceProps) {
  const { t } = useTranslation();
  const { register, watch } = useFormContext<TypedForm>();
  const problem = useProblemOf(name);
  const value = watch(name);
  // What a draft chose may have left the list since: it stays, and the platform says what is wrong with it.
  const all =
    value === '' || options.some((option) => option.value === value) ? options : [...options, { value, label: value }];
  return (
    <NativeSelect
      {...register(name)}
      value={value}
      label={<Label name={name} />}
      description={hint}
      aria-required={!optional.has(name)}
      data={[{ value: '', label: t('common.choose') }, ...all]}
      error={problem ?? finding}
      errorProps={{ role: 'status' }}
    />
  );
}

function Label({ name }: { readonly name: FieldName }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`registration.field.${name}`)}
      {optional.has(name) && <span className="dimmed"> {t('common.optional')}</span>}
    </>
  );
}

/** In words, and with what would be right. */
function useProblemOf(name: FieldName): string | undefined {
  const { t } = useTranslation();
  const { formState, getValues } = useFormContext<TypedForm>();
  const error: FieldError | undefined = get(formState.errors, name) ?? get(formState.errors, inPlaceOf[name] ?? name);
  if (error === undefined) return undefined;
  if (error.type === REFUSED) return error.message;
  if (getValues(name).trim() === '') return t('registration.missing');
  return t(`registration.wrong.${name in kinds ? kinds[name as keyof typeof kinds] : 'text'}`);
}
