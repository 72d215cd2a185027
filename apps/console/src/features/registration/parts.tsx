import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { RegistrationForm } from '#libs/contracts/http';
import { dateFormat } from '../../ui/formats';
import { Choice, Field } from './field';
import { organizationsQuery } from './requests';
import type { TypedForm } from './typed-form';

interface PartProps {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}

/** One of the numbered parts of the form. */
export function Part({ number, title, children }: PartProps) {
  return (
    <fieldset className="part">
      <legend>
        <span className="part-number" aria-hidden="true">
          {number}
        </span>
        {title}
      </legend>
      <div className="part-fields">{children}</div>
    </fieldset>
  );
}

/** Equipment that is watched, and where it stands. */
export function EquipmentPart({ models }: { readonly models: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Part number={3} title={t('registration.part.equipment')}>
      <Choice name="equipment.model" options={models.map(asOption)} />
      <Field name="equipment.modelNumber" example="1600XP 18kVA" />
      <Field name="equipment.serialNumber" isMono example="160300007" />
      <Field name="equipment.shipDate" type="date" />
      <Field name="equipment.externalId" />
      <Field name="equipment.warrantyBegin" type="date" />
      <Field name="equipment.warrantyEnd" type="date" hint={t('registration.hint.warrantyEnd')} />
      <p className="part-note dimmed">{t('registration.hint.site')}</p>
      <Field name="site.name" />
      <Field name="site.address" />
      <Field name="site.lat" inputMode="decimal" isMono example="52.2297" />
      <Field name="site.lon" inputMode="decimal" isMono example="21.0122" />
    </Part>
  );
}

/** The service and how long it runs. */
export function ServicePart({ months }: { readonly months: RegistrationForm['leaseMonths'] }) {
  const { t } = useTranslation();
  return (
    <Part number={4} title={t('registration.part.service')}>
      <Field name="startDate" type="date" />
      <Field name="leaseMonths" inputMode="numeric" hint={t('registration.hint.leaseMonths', months)} />
      <EndOfService />
      <Field name="serviceContractNumber" isMono />
      <Field name="salesOrderNumber" isMono hint={t('registration.hint.salesOrderNumber')} />
    </Part>
  );
}

/** The first day without the service, as soon as both fields say something. */
function EndOfService() {
  const { t, i18n } = useTranslation();
  const { control } = useFormContext<TypedForm>();
  const [start, months] = useWatch({ control, name: ['startDate', 'leaseMonths'] });
  const end = endOf(start, Number(months));
  if (end === undefined) return null;
  const day = dateFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' }).format(end);
  return (
    <p className="part-note" aria-live="polite">
      {t('registration.ends', { day })}
    </p>
  );
}

/** The same day of a later month, or its last day where that month is shorter: as the platform counts leases. */
export function endOf(start: string, months: number): Date | undefined {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = start.split('-').map(Number);
  if (![year, month, day, months].every(Number.isInteger) || months < 1 || months > 240) return undefined;
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

/** The provider that registers, for who may register for several. */
export function ProviderChoice() {
  const { data } = useQuery(organizationsQuery('provider', ''));
  return <Choice name="providerId" options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))} />;
}

export const asOption = (name: string) => ({ value: name, label: name });
