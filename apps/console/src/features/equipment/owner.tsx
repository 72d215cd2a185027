import { NativeSelect } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';

export type EquipmentTab = 'models' | 'kinds';

/** Whose a new model or kind can be. */
export interface Owner {
  /** Of a provider; empty: the platform's own, for everybody. */
  readonly id: string;
  readonly name: string;
}

interface OwnerFieldProps {
  readonly field: UseFormRegisterReturn;
  readonly owners: readonly Owner[];
  readonly error: string | undefined;
}

/** Asks whose it is; where that is clear the platform decides it. */
export function OwnerField({ field, owners, error }: OwnerFieldProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect {...field} label={t('equipment.owner')} error={error}>
      {owners.map(({ id, name }) => (
        <option key={id} value={id}>
          {id === '' ? t('equipment.everybody') : name}
        </option>
      ))}
    </NativeSelect>
  );
}

/** Whose it is, in words. @param organizationId of a provider; null: the platform's own */
export function OwnerName({ organizationId }: { readonly organizationId: string | null }) {
  const { t } = useTranslation();
  return t(organizationId === null ? 'equipment.everybody' : 'equipment.ofProvider');
}
