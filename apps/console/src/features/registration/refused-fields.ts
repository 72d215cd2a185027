import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { get, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../app/refusal';
import { isPlaced, placeRefusal } from '../../ui/place-refusal';
import { emptyForm, type TypedForm } from './typed-form';

/** Whether the form shows a field of that path; which request it answers is no field of anybody's. */
const isShown = (path: string) => path !== 'requestId' && typeof get(emptyForm, path) === 'string';

/** Puts what the platform refused at the fields it is about, in the reader's words, and the focus into the first. */
export function useRefusedFields<Request>(form: UseFormReturn<TypedForm, unknown, Request>) {
  const { t } = useTranslation();
  return useCallback(
    (refusal: Refusal): { readonly isWhole: boolean } => {
      const wordsAt = ({ path, message }: Refusal['fields'][number]) => wordsOf(refusal.code, path, t) ?? message;
      placeRefusal(form, refusal, { knows: isShown, wordsOf: wordsAt });
      return { isWhole: isPlaced(refusal, isShown) };
    },
    [form, t],
  );
}

function wordsOf(code: string, path: string, t: TFunction): string | undefined {
  if (code === 'fleet.device-taken')
    return t(path === 'device.macAddress' ? 'registration.taken.macAddress' : 'registration.taken.serialNumber');
  if (code === 'fleet.model-unknown') return t('registration.refused.model');
  if (code === 'fleet.device-type-differs') return t('registration.refused.type');
  if (code === 'fleet.asset-taken') return t('registration.refused.asset');
  if (code === 'identity.email-taken') return t('registration.refused.email');
  return undefined;
}
