import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { languageNames } from '../../ui/languages';
import { timeZones } from '../../ui/time-zones';

interface FieldProps {
  readonly field: UseFormRegisterReturn;
  readonly error: string | undefined;
}

interface ChoiceProps extends FieldProps {
  /** What choosing none of the list means; absent: one has to be chosen. */
  readonly none?: string;
  /** What is chosen already, whether the list knows it or not. */
  readonly chosen: string | null;
}

/** Of mails and pages of its people, who may choose another. */
export function LanguageField({ field, error, none }: Omit<ChoiceProps, 'chosen'>) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      {...field}
      label={t('organization.field.language')}
      description={t('organization.hint.language')}
      error={error}
    >
      {none !== undefined && <option value="">{none}</option>}
      {languageNames.map(({ language, name }) => (
        <option key={language} value={language} lang={language}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}

export function TimeZoneField({ field, error, none, chosen }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      {...field}
      label={t('organization.field.timeZone')}
      description={t('organization.hint.timeZone')}
      error={error}
    >
      {none !== undefined && <option value="">{none}</option>}
      {timeZones(chosen).map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </NativeSelect>
  );
}

/** Pages that may open first, by their addresses. */
const homes = [
  ['/map', 'map'],
  ['/devices', 'devices'],
  ['/assets', 'assets'],
  ['/sites', 'sites'],
  ['/organizations', 'organizations'],
] as const;

/** The page that opens after signing in (R2-12). */
export function HomeField({ field, error, chosen }: Omit<ChoiceProps, 'none'>) {
  const { t } = useTranslation();
  const isKnown = chosen === null || homes.some(([home]) => home === chosen);
  return (
    <NativeSelect
      {...field}
      label={t('organization.field.homeDashboard')}
      description={t('organization.hint.homeDashboard')}
      error={error}
    >
      <option value="">{t('organization.platformChoice')}</option>
      {homes.map(([home, word]) => (
        <option key={home} value={home}>
          {t(`organization.home.${word}`)}
        </option>
      ))}
      {!isKnown && <option value={chosen}>{chosen}</option>}
    </NativeSelect>
  );
}

/** How many assets there may be; empty is unlimited (R0-17, R0-18). */
export function AssetLimitField({ field, error }: FieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      {...field}
      label={t('organization.field.assetLimit')}
      description={t('organization.hint.assetLimit')}
      inputMode="numeric"
      error={error}
    />
  );
}

/** Whether the provider may generate certificates for the devices (R1-34). */
export function DelegationField({ field, error }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Checkbox
      {...field}
      label={t('organization.field.delegatesCertificates')}
      description={t('organization.hint.delegatesCertificates')}
      error={error}
    />
  );
}

const isEmpty = (value: unknown) => value === null || value === undefined || String(value).trim() === '';

/** An empty field takes a value away. */
export const orNull = { setValueAs: (value: unknown) => (isEmpty(value) ? null : value) };
/** An empty field says nothing of a value. */
export const orAbsent = { setValueAs: (value: unknown) => (isEmpty(value) ? undefined : value) };

/** What is no number stays one that is none, for the contract to refuse. */
export const numberOrNull = {
  setValueAs: (value: unknown) =>
    isEmpty(value) ? null : /^\d+$/.test(String(value).trim()) ? Number(value) : Number.NaN,
};
