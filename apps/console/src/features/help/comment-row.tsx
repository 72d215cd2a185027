import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelpCommentBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { Confirm } from '../../ui/confirm';
import { Ago } from '../../ui/when';
import type { ArticleNumber } from './article';
import { removeComment } from './requests';

interface CommentRowProps {
  readonly number: ArticleNumber;
  readonly comment: HelpCommentBody;
  readonly onRemoved: () => Promise<unknown>;
}

/** What somebody wrote; who it was is told to those who see their people anyway. */
export function CommentRow({ number, comment, onRemoved }: CommentRowProps) {
  const { t } = useTranslation();
  const { author, text, createdAt, removable } = comment;
  const [isAsking, setIsAsking] = useState(false);
  const removing = useMutation<void, Refusal>({
    mutationFn: async () => {
      await removeComment(number, comment.id);
      setIsAsking(false);
      await onRemoved();
    },
  });
  const unnamed = t(`help.from.${author.kind}`);
  const name = author.mine ? t('help.you') : (author.name ?? unnamed);
  return (
    <li>
      <p className="comment-head">
        <strong>{name}</strong>
        {author.name !== null && !author.mine && <span className="dimmed">{unnamed}</span>}
        <span className="dimmed">
          <Ago at={createdAt} />
        </span>
        {removable && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={t('help.removeOf', { name })}
            onClick={() => setIsAsking(true)}
          >
            {t('help.remove')}
          </Button>
        )}
      </p>
      <p className="comment-text" dir="auto">
        {text}
      </p>
      {isAsking && (
        <Confirm
          title={t('help.removeTitle')}
          verb={t('help.remove')}
          isDangerous
          isPending={removing.isPending}
          refusal={removing.error}
          onConfirm={() => removing.mutate()}
          onClose={() => setIsAsking(false)}
        >
          <p>{t(author.mine ? 'help.removeOwn' : 'help.removeOthers')}</p>
        </Confirm>
      )}
    </li>
  );
}
