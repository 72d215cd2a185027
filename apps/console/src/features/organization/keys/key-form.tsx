import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type CreatedApiKeyBody, newApiKey, type OrganizationDetailsBody } from '#libs/contracts/http';
import { FormBody } from '../../../ui/form-body';
import { useSendingForm } from '../../../ui/use-sending-form';
import { organizationKeys } from '../requests';
import { ActionChoice } from '../roles/action-choice';
import { createApiKey } from './requests';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days a key works unless somebody says otherwise, and at most: as the API has it. */
const USUAL_DAYS = 90;
const MOST_DAYS = 366;

const dayIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** A name, what the program may, and the last day it works. */
const keyForm = newApiKey
  .pick({ name: true })
  .extend({ lastDay: z.iso.date().refine((day) => day >= dayIn(0) && day < dayIn(MOST_DAYS)) });

interface KeyFormProps {
  readonly organization: OrganizationDetailsBody;
  readonly onCreated: (created: CreatedApiKeyBody) => void;
  readonly onClose: () => void;
}

/** A key for a program; no more is offered than the reader may give it. */
export function KeyForm({ organization, onCreated, onClose }: KeyFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [actions, setActions] = useState<readonly string[]>([]);
  const [isTried, setTried] = useState(false);
  const sending = useSendingForm({
    schema: keyForm,
    start: { name: '', lastDay: dayIn(USUAL_DAYS) },
    send: async ({ name, lastDay }, clear) => {
      setTried(true);
      if (actions.length === 0) return;
      const created = await createApiKey(organization.id, { name, actions, expiresAt: `${lastDay}T23:59:59Z` });
      clear();
      await client.invalidateQueries({ queryKey: organizationKeys.all(organization.id) });
      onCreated(created);
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('organization.createKey')} onCancel={onClose}>
      <div className="organization-sheet form-row">
        <TextInput
          {...form.register('name')}
          label={t('organization.field.keyName')}
          description={t('organization.hint.keyName')}
          withAsterisk
          aria-required
          autoFocus
          maxLength={100}
          error={errorAt('name', t('organization.wrong.name'))}
        />
        <TextInput
          {...form.register('lastDay')}
          type="date"
          label={t('organization.field.lastDay')}
          description={t('organization.hint.lastDay')}
          error={errorAt('lastDay', t('organization.wrong.lastDay'))}
        />
      </div>
      <ActionChoice
        label={t('organization.keyMay')}
        offered={organization.gives.keyActions}
        chosen={actions}
        onChoose={setActions}
        error={isTried && actions.length === 0 ? t('organization.wrong.actions') : undefined}
      />
    </FormBody>
  );
}
