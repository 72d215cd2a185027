import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { acceptance, type OpenInvitationBody } from '#libs/contracts/http';
import { CodeField, isCodeAskedBy } from '../../ui/code-field';
import { FormBody } from '../../ui/form-body';
import { PasswordField, usePasswordWords } from '../../ui/password-field';
import { Problem } from '../../ui/problem';
import { useSendingForm } from '../../ui/use-sending-form';
import { When } from '../../ui/when';
import { isLinkEnded } from './link-state';
import { accept } from './requests';

interface InvitationFormProps {
  readonly token: string;
  readonly invitation: OpenInvitationBody;
  readonly onSignedIn: () => Promise<void>;
}

/** Name and password; whoever has an account gives its password, and the code of its second factor if it has one. */
export function InvitationForm({ token, invitation, onSignedIn }: InvitationFormProps) {
  const { t } = useTranslation();
  const words = usePasswordWords();
  const sending = useSendingForm({
    schema: acceptance,
    start: { firstName: invitation.firstName ?? '', lastName: invitation.lastName ?? '', password: '' },
    send: async (body) => {
      await accept(token, body);
      await onSignedIn();
    },
  });
  const { form, refusal, unplacedRefusal, errorAt } = sending;
  if (isLinkEnded(refusal)) return <Problem refusal={refusal} />;
  const isCodeAsked = isCodeAskedBy(refusal);
  return (
    <>
      <p>
        {t('account.invitation.for', { email: invitation.email })}{' '}
        <span className="dimmed">
          {t('account.invitation.until')} <When at={invitation.expiresAt} />
        </span>
      </p>
      <FormBody
        sending={sending}
        action={t('account.invitation.action')}
        isWide
        refusal={unplacedRefusal && !isCodeAsked ? <Problem refusal={unplacedRefusal} /> : false}
      >
        <div className="form-row">
          <TextInput
            {...form.register('firstName')}
            label={t('common.firstName')}
            autoComplete="given-name"
            error={errorAt('firstName', t('common.nameMissing'))}
          />
          <TextInput
            {...form.register('lastName')}
            label={t('common.lastName')}
            autoComplete="family-name"
            error={errorAt('lastName', t('common.nameMissing'))}
          />
        </div>
        <PasswordField
          field={form.register('password')}
          label={t('session.password')}
          isNew
          description={`${t('account.invitation.password')} ${words.hint}`}
          error={errorAt('password', words.wrong)}
        />
        {isCodeAsked && (
          <CodeField
            field={form.register('code')}
            refusal={refusal}
            error={errorAt('code', t('session.codeMissing'))}
          />
        )}
      </FormBody>
    </>
  );
}
