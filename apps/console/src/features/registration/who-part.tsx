import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/problem';
import { Choice, Field } from './field';
import { Part, ProviderChoice } from './parts';
import { organizationsQuery, peopleQuery } from './requests';
import type { TypedForm } from './typed-form';

const TYPED_MS = 300;

interface WhoPartProps {
  /** Whether several providers may be meant. */
  readonly asksForProvider: boolean;
}

/** The customer and its contact: new, or one that exists. */
export function WhoPart({ asksForProvider }: WhoPartProps) {
  const { t } = useTranslation();
  const { control } = useFormContext<TypedForm>();
  const [customer, contact, organizationId] = useWatch({ control, name: ['customer', 'contact', 'organization.id'] });
  const isExisting = customer === 'existing';
  return (
    <Part number={1} title={t('registration.part.who')}>
      <Either name="customer" legend={t('registration.customer')} />
      {asksForProvider && !isExisting && <ProviderChoice />}
      {isExisting ? <CustomerChoice /> : <Field name="organization.name" autoComplete="organization" />}
      {isExisting && <Either name="contact" legend={t('registration.contact')} />}
      {isExisting && contact === 'existing' ? <ContactChoice organizationId={organizationId} /> : <NewContact />}
    </Part>
  );
}

function NewContact() {
  const { t } = useTranslation();
  return (
    <>
      <Field name="person.firstName" autoComplete="given-name" />
      <Field name="person.lastName" autoComplete="family-name" />
      <Field name="person.email" type="email" autoComplete="email" hint={t('registration.hint.email')} />
      <Field name="person.phone" type="tel" autoComplete="tel" example="+48 22 555 01 00" />
    </>
  );
}

interface EitherProps {
  readonly name: 'customer' | 'contact';
  readonly legend: string;
}

/** New, or one that exists. */
function Either({ name, legend }: EitherProps) {
  const { t } = useTranslation();
  const { register } = useFormContext<TypedForm>();
  return (
    <fieldset className="chips part-wide">
      <legend>{legend}</legend>
      {(['new', 'existing'] as const).map((value) => (
        <label key={value} className="chip">
          <input type="radio" className="away" value={value} {...register(name)} />
          <span>{t(`registration.either.${value}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function CustomerChoice() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), TYPED_MS);
  const { data, error, refetch } = useQuery(organizationsQuery('customer', q));
  if (error && !data) return <Problem refusal={error} onRetry={() => void refetch()} />;
  const isLong = q !== '' || (data?.nextCursor ?? null) !== null;
  return (
    <>
      {isLong && (
        <TextInput
          type="search"
          label={t('registration.findCustomer')}
          maxLength={200}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
      )}
      <Choice
        name="organization.id"
        options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        hint={data?.items.length === 0 ? t('registration.noCustomer') : undefined}
      />
    </>
  );
}

function ContactChoice({ organizationId }: { readonly organizationId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(peopleQuery(organizationId));
  if (error && !data) return <Problem refusal={error} onRetry={() => void refetch()} />;
  const people = (data?.items ?? []).map(({ person: { id, firstName, lastName, email } }) => ({
    value: id,
    label: `${firstName} ${lastName} · ${email}`,
  }));
  return (
    <Choice
      name="person.id"
      options={people}
      hint={organizationId === '' ? t('registration.customerFirst') : undefined}
    />
  );
}
