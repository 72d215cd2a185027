import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { macAddress, serialNumber } from '#libs/contracts/http';
import { availabilityQuery } from './requests';
import type { TypedForm } from './typed-form';

/** How long nothing is typed before it is asked, milliseconds. */
const TYPED_MS = 400;

/** Whether another device has what is typed: as a problem at the field, or as a word that it is free. */
export function useAvailability() {
  const { t } = useTranslation();
  const { control } = useFormContext<TypedForm>();
  const [typedSerial = '', typedMac = ''] = useWatch({ control, name: ['device.serialNumber', 'device.macAddress'] });
  const serial = serialNumber.safeParse(typedSerial);
  const mac = macAddress.safeParse(typedMac);
  const [asked] = useDebouncedValue(
    JSON.stringify({
      ...(serial.success && { serialNumber: serial.data }),
      ...(mac.success && { macAddress: mac.data }),
    }),
    TYPED_MS,
  );
  const { data } = useQuery(availabilityQuery(JSON.parse(asked) as { serialNumber?: string; macAddress?: string }));
  const now = JSON.stringify({
    ...(serial.success && { serialNumber: serial.data }),
    ...(mac.success && { macAddress: mac.data }),
  });
  // An answer about something that was typed before says nothing of what stands there now.
  const answer = now === asked ? data : undefined;
  const wordOf = (label: 'serialNumber' | 'macAddress') => {
    const state = answer?.[label] ?? null;
    if (state === null || state === 'taken') return undefined;
    if (state === 'free') return t('registration.free');
    return t('registration.inStock', { type: answer?.stockedDevice?.type });
  };
  const problemOf = (label: 'serialNumber' | 'macAddress') =>
    answer?.[label] === 'taken' ? t(`registration.taken.${label}`) : undefined;
  return {
    stockedDevice: answer?.stockedDevice ?? undefined,
    hints: { serialNumber: wordOf('serialNumber'), macAddress: wordOf('macAddress') },
    problems: { serialNumber: problemOf('serialNumber'), macAddress: problemOf('macAddress') },
  };
}
