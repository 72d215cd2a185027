import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { FormProvider, type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type {
  RegistrationAnswer,
  RegistrationDraftBody,
  RegistrationForm,
  RegistrationRequest,
} from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { useOnceKey } from '../../ui/once-key';
import { Problem } from '../../ui/problem';
import { DevicePart } from './device-part';
import { EquipmentPart, ServicePart } from './parts';
import { useRefusedFields } from './refused-fields';
import { Registered } from './registered';
import { draftsQuery, register } from './requests';
import { draftOf, emptyForm, formFrom, type TypedForm, typedRequest } from './typed-form';
import { CHANGED_ELSEWHERE, useDraft } from './use-draft';
import { WhoPart } from './who-part';
import { DraftLine, WillHappen } from './will-happen';

export interface RegistrationFormProps {
  readonly draftId: string;
  readonly choices: RegistrationForm;
  /** What was typed before; undefined: it is a new form. */
  readonly draft: RegistrationDraftBody | undefined;
  /** What a new form begins with. */
  readonly start: Readonly<Record<string, string>>;
  readonly asksForProvider: boolean;
  readonly head?: ReactNode;
  readonly linkToCertificate: (deviceId: string) => ReactNode;
  readonly onNext: (organizationId: string | undefined) => void;
  /** Whether somebody types what is not kept yet. */
  readonly onReload: () => void;
}

/** The form itself, until everything is made, and then what was made. */
export function RegistrationFormView({ draftId, draft, start, head, choices, ...props }: RegistrationFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const kept = useDraft(draftId, draft, (saved) =>
    client.setQueryData(draftsQuery.queryKey, (list) => ({
      items: [saved, ...(list?.items ?? []).filter(({ id }) => id !== saved.id)],
    })),
  );
  const [isOtherShown, setIsOtherShown] = useState(false);
  const form = useForm<TypedForm, unknown, RegistrationRequest>({
    resolver: standardSchemaResolver(typedRequest) as Resolver<TypedForm, unknown, RegistrationRequest>,
    defaultValues: formFrom(draft?.fields ?? start),
    mode: 'onTouched',
  });
  const keyOf = useOnceKey();
  const showRefused = useRefusedFields(form);
  const making = useMutation<RegistrationAnswer, Refusal, RegistrationRequest>({
    mutationFn: async (request) => {
      const made = await register(request, keyOf(request));
      // The registration stands, whether its draft could be thrown away or not.
      await kept.forget().catch(() => undefined);
      void client.invalidateQueries({ queryKey: draftsQuery.queryKey });
      return made;
    },
    onError: (refusal) => setIsOtherShown(!showRefused(refusal).isWhole),
  });
  const { type } = kept;
  useEffect(() => {
    const { unsubscribe } = form.watch((typed) => type(draftOf({ ...emptyForm, ...(typed as TypedForm) })));
    return unsubscribe;
  }, [form, type]);

  if (making.data)
    return (
      <Registered
        made={making.data}
        isMailed={making.variables?.person.id === undefined}
        certificate={props.linkToCertificate(making.data.device.id)}
        onNext={props.onNext}
      />
    );
  return (
    <FormProvider {...form}>
      <section className="page" aria-labelledby="page-title">
        {head}
        {kept.refusal?.code === CHANGED_ELSEWHERE && (
          <div className="notice" data-tone="warn" role="alert">
            <h2>{t('registration.draft.changed')}</h2>
            <p>{t('registration.draft.changedNext')}</p>
            <Button variant="default" size="xs" onClick={props.onReload}>
              {t('registration.draft.takeOther')}
            </Button>
          </div>
        )}
        <form
          className="register"
          noValidate
          onSubmit={(event) => void form.handleSubmit((request) => making.mutate(request))(event)}
        >
          <fieldset className="register-form" disabled={making.isPending}>
            <legend className="away">{t('registration.title')}</legend>
            <WhoPart asksForProvider={props.asksForProvider} />
            <DevicePart types={choices.deviceTypes} template={choices.systemNameTemplate} />
            <EquipmentPart models={choices.equipmentModels} />
            <ServicePart months={choices.leaseMonths} />
          </fieldset>
          <div className="register-side">
            <WillHappen />
            {making.error && isOtherShown && <Problem refusal={making.error} />}
            {making.error && !isOtherShown && <p role="alert">{t('registration.seeFields')}</p>}
            <Button type="submit" loading={making.isPending} fullWidth>
              {t('registration.action')}
            </Button>
            <p role="status">{making.isPending ? t('registration.making') : <DraftLine draft={kept} />}</p>
          </div>
        </form>
      </section>
    </FormProvider>
  );
}
