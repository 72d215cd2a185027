import { useTranslation } from 'react-i18next';
import { type BegunSecondFactorBody, secondFactorConfirmation } from '#libs/contracts/http';
import { CodeField } from '../../ui/code-field';
import { FormBody } from '../../ui/form-body';
import { QrCode } from '../../ui/qr-code';
import { useSendingForm } from '../../ui/use-sending-form';
import { confirmSecondFactor } from './requests';

interface SecondFactorSetUpProps {
  readonly begun: BegunSecondFactorBody;
  /** On from now on; the codes are shown this once. */
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}

/** The secret for the app, as picture and as text, and the first code as proof that the app has it. */
export function SecondFactorSetUp({ begun, onConfirmed }: SecondFactorSetUpProps) {
  const { t } = useTranslation();
  const sending = useSendingForm({
    schema: secondFactorConfirmation,
    start: { code: '' },
    send: async ({ code }) => onConfirmed((await confirmSecondFactor(code)).recoveryCodes),
  });
  return (
    <ol className="steps">
      <li>
        <p>{t('me.secondFactor.scan')}</p>
        <QrCode text={begun.uri} label={t('me.secondFactor.picture')} />
        <p>
          {t('me.secondFactor.orType')}
          <br />
          <span className="mono code-line">{inGroups(begun.secret)}</span>
        </p>
      </li>
      <li>
        <p>{t('me.secondFactor.confirmWhy')}</p>
        <FormBody sending={sending} action={t('me.secondFactor.confirm')}>
          <CodeField
            field={sending.form.register('code')}
            description={t('me.secondFactor.firstCodeHint')}
            error={sending.errorAt('code', t('session.codeMissing'))}
          />
        </FormBody>
      </li>
    </ol>
  );
}

/** In groups of four, as people read and type it. */
const inGroups = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret;
