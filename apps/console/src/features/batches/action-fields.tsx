import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DEVICE_TAGS, TAG_CHARACTERS } from '#libs/contracts/http';
import { OrganizationChoice } from '../../ui/organization-choice';
import type { BatchKind } from './kinds';
import { hasReason, hasTags, isForGood, type Missing, revocationReasons, type TypedAction } from './typed-action';

/** As long as the API takes a reason or a note, characters. */
const LONGEST = 500;

interface ActionFieldsProps {
  readonly kind: BatchKind;
  readonly count: number;
  readonly typed: TypedAction;
  readonly onType: (change: Partial<TypedAction>) => void;
  /** What is missing, once it was tried. */
  readonly missing: Missing | undefined;
}

/** What has to be known of an action beside its devices. */
export function ActionFields({ kind, count, typed, onType, missing }: ActionFieldsProps) {
  const { t, i18n } = useTranslation();
  const number = count.toLocaleString(i18n.language);
  return (
    <>
      {hasReason(kind) && (
        <TextInput
          label={t('batches.reason')}
          description={t('batches.reasonSeen')}
          maxLength={LONGEST}
          value={typed.reason}
          error={missing === 'reason' && t('batches.missing.reason')}
          onChange={({ currentTarget }) => onType({ reason: currentTarget.value })}
        />
      )}
      {kind === 'revoke-certificates' && (
        <fieldset className="choices">
          <legend>{t('batches.reason')}</legend>
          {revocationReasons.map((reason) => (
            <label key={reason}>
              <input
                type="radio"
                name="reason"
                checked={reason === typed.revocationReason}
                onChange={() => onType({ revocationReason: reason })}
              />
              {t(`batches.revocationReason.${reason}`)}
            </label>
          ))}
        </fieldset>
      )}
      {hasTags(kind) && (
        <TextInput
          label={t('batches.tags')}
          description={t('batches.tagsHint', { most: DEVICE_TAGS })}
          maxLength={(TAG_CHARACTERS + 2) * DEVICE_TAGS}
          value={typed.tags}
          error={missing === 'tags' && t('batches.missing.tags', { length: TAG_CHARACTERS })}
          onChange={({ currentTarget }) => onType({ tags: currentTarget.value })}
        />
      )}
      {kind === 'assign' && (
        <>
          <OrganizationChoice
            kinds={['customer']}
            label={t('batches.customer')}
            value={typed.organizationId}
            error={missing === 'customer' ? t('batches.missing.customer') : undefined}
            onChoose={(organizationId) => onType({ organizationId })}
          />
          <TextInput
            label={t('batches.note')}
            description={t('batches.noteSeen')}
            maxLength={LONGEST}
            value={typed.note}
            onChange={({ currentTarget }) => onType({ note: currentTarget.value })}
          />
        </>
      )}
      {isForGood(kind) && (
        <TextInput
          label={t('batches.typeNumber', { number })}
          inputMode="numeric"
          autoComplete="off"
          value={typed.number}
          error={missing === 'number' && t('batches.missing.number', { number })}
          onChange={({ currentTarget }) => onType({ number: currentTarget.value })}
        />
      )}
    </>
  );
}
