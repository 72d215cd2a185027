import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { HELP_COMMENT_CHARACTERS, newHelpComment } from '#libs/contracts/http';
import { newUuid } from '#libs/kernel';
import { FormBody } from '../../ui/form-body';
import { useSendingForm } from '../../ui/use-sending-form';
import type { ArticleNumber } from './article';
import { comment } from './requests';

interface CommentFormProps {
  readonly number: ArticleNumber;
  readonly onSent: () => Promise<unknown>;
}

/** Writes below an article; what was typed stays until it is there. */
export function CommentForm({ number, onSent }: CommentFormProps) {
  const { t } = useTranslation();
  const tried = useRef({ text: '', key: '' });
  const sending = useSendingForm({
    schema: newHelpComment,
    start: { text: '' },
    send: async ({ text }, clear) => {
      // The answer to a try before may have been lost.
      if (tried.current.text !== text) tried.current = { text, key: newUuid(new Date()) };
      await comment(number, text, tried.current.key);
      tried.current = { text: '', key: '' };
      clear();
      await onSent();
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('help.send')}>
      <Textarea
        {...form.register('text')}
        label={t('help.comment')}
        description={t('help.commentHint')}
        rows={3}
        error={errorAt('text', t('help.commentWrong', { maximum: HELP_COMMENT_CHARACTERS }))}
      />
    </FormBody>
  );
}
