import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { timeZones } from '../../ui/time-zones';

/** What describes a site, in its forms. */
type SiteField = 'name' | 'address' | 'lat' | 'lon' | 'timeZone';

interface SiteFieldsProps {
  readonly register: (field: SiteField) => UseFormRegisterReturn;
  readonly errorAt: (field: SiteField, words: string) => string | undefined;
  /** The zone that is set, which browsers may not list. */
  readonly timeZone?: string | null;
}

/** Name, address, position and time zone of a site. */
export function SiteFields({ register, errorAt, timeZone = null }: SiteFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        {...register('name')}
        label={t('sites.field.name')}
        withAsterisk
        error={errorAt('name', t('sites.field.nameMissing'))}
      />
      <TextInput
        {...register('address')}
        label={t('sites.field.address')}
        autoComplete="street-address"
        error={errorAt('address', t('sites.field.addressWrong'))}
      />
      <div className="form-row">
        <TextInput
          {...register('lat')}
          label={t('sites.field.lat')}
          placeholder="52.2297"
          inputMode="decimal"
          className="field-mono"
          error={errorAt('lat', t('sites.field.latWrong'))}
        />
        <TextInput
          {...register('lon')}
          label={t('sites.field.lon')}
          placeholder="21.0122"
          inputMode="decimal"
          className="field-mono"
          error={errorAt('lon', t('sites.field.lonWrong'))}
        />
      </div>
      <NativeSelect
        {...register('timeZone')}
        label={t('sites.field.timeZone')}
        error={errorAt('timeZone', t('sites.field.timeZoneWrong'))}
      >
        <option value="">{t('sites.field.zoneOfOwner')}</option>
        {timeZones(timeZone).map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}
