import { TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { FormBody } from '../../ui/form-body';
import { useSendingForm } from '../../ui/use-sending-form';
import { isCodeWhole } from './typed-share';

const schema = z.object({ code: z.string().trim().refine(isCodeWhole) });

/** Where the code of a shared site is typed by whoever was told it (R4-16). */
export function CodeEntryPage({ onCode }: { readonly onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const sending = useSendingForm({ schema, start: { code: '' }, send: async ({ code }) => onCode(code.toUpperCase()) });
  useEffect(() => {
    document.title = `${t('addSite.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page account-sheet" aria-labelledby="page-title">
      <h1 id="page-title">{t('addSite.title')}</h1>
      <p className="page-lead">{t('addSite.lead')}</p>
      <FormBody sending={sending} action={t('addSite.look')}>
        <TextInput
          {...sending.form.register('code')}
          label={t('addSite.code')}
          description={t('addSite.codeHint')}
          placeholder="XXXX-XXXX-XXXX-XXXX"
          className="field-mono code-entry"
          autoCapitalize="characters"
          autoComplete="off"
          autoFocus
          spellCheck={false}
          error={sending.errorAt('code', t('addSite.codeShort'))}
        />
      </FormBody>
    </section>
  );
}
