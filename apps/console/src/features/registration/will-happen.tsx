import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DEVICE_PORT } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { useProblemWords } from '../../ui/problem-words';
import { When } from '../../ui/when';
import { type TypedForm, typedRequest } from './typed-form';
import type { DraftState } from './use-draft';

/** What pressing Create will make, and how much of the form is still to fill in. */
export function WillHappen() {
  const { t } = useTranslation();
  const { control } = useFormContext<TypedForm>();
  const form = useWatch({ control }) as TypedForm;
  const isNewCustomer = form.customer === 'new';
  const isNewPerson = isNewCustomer || form.contact === 'new';
  const left = new Set(typedRequest.safeParse(form).error?.issues.map(({ path }) => path.join('.'))).size;
  const mailed = isNewPerson && form.person.email.includes('@') ? form.person.email : undefined;
  return (
    <aside className="will-happen" aria-labelledby="will-happen-title">
      <h2 id="will-happen-title">{t('registration.will.title')}</h2>
      <ul>
        {isNewCustomer && <li>{t('registration.will.customer')}</li>}
        {isNewPerson && <li>{t('registration.will.person')}</li>}
        <li>{t('registration.will.device')}</li>
        <li>{t('registration.will.contract')}</li>
        {isNewPerson && (
          <li>
            {mailed === undefined ? t('registration.will.mails') : t('registration.will.mailsTo', { email: mailed })}
          </li>
        )}
      </ul>
      <p className="dimmed">{t('registration.will.port', { port: DEVICE_PORT })}</p>
      <p aria-live="polite">
        {left === 0 ? t('registration.will.complete') : t('registration.will.left', { count: left })}
      </p>
    </aside>
  );
}

/** Whether what was typed is kept, and since when. */
export function DraftLine({ draft }: { readonly draft: DraftState }) {
  const { t } = useTranslation();
  if (draft.refusal) return <NotKept refusal={draft.refusal} />;
  if (draft.isSaving) return <span className="dimmed">{t('registration.draft.saving')}</span>;
  if (draft.savedAt === undefined) return <span className="dimmed">{t('registration.draft.none')}</span>;
  return (
    <span className="dimmed">
      {t('registration.draft.saved')} <When at={draft.savedAt} />
    </span>
  );
}

function NotKept({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation();
  const { title } = useProblemWords(refusal);
  return <span className="draft-problem">{t('registration.draft.notSaved', { why: title })}</span>;
}
