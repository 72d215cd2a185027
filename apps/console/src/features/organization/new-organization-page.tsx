import { NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newOrganization, type OrganizationBody } from '#libs/contracts/http';
import { FormBody } from '../../ui/form-body';
import { useOnceKey } from '../../ui/once-key';
import { RemoteView } from '../../ui/remote-view';
import { useSendingForm } from '../../ui/use-sending-form';
import { ContactFields } from './contact-fields';
import {
  AssetLimitField,
  HomeField,
  LanguageField,
  numberOrNull,
  orAbsent,
  TimeZoneField,
} from './organization-fields';
import { createOrganization, organizationQuery } from './requests';

/** Below which organization a new one may stand. */
export interface Parent {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganizationBody['kind'];
}

interface NewOrganizationPageProps {
  /** Named by the address. */
  readonly parentId: string | undefined;
  /** The reader's own, in which they may make some. */
  readonly own: readonly Parent[];
  /** To all that there are. */
  readonly back: ReactNode;
  readonly onCreated: (organization: OrganizationBody) => void;
}

/** A new customer, inner customer or provider; only its name is needed (R0-16, R2-04, R2-07, R3-14). */
export function NewOrganizationPage({ parentId: named, own, back, onCreated }: NewOrganizationPageProps) {
  const { t } = useTranslation();
  const query = useQuery({ ...organizationQuery(named ?? ''), enabled: named !== undefined });
  useEffect(() => {
    document.title = `${t('organization.newTitle')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page organization-page" aria-labelledby="page-title">
      <p className="trail">{back}</p>
      <h1 id="page-title">{t('organization.newTitle')}</h1>
      <p className="page-lead">{t('organization.newLead')}</p>
      {named === undefined ? (
        <NewForm parents={own} onCreated={onCreated} />
      ) : (
        <RemoteView query={query} loading={<Skeleton height={320} maw={560} radius={2} />}>
          {(parent) => <NewForm parents={[parent]} onCreated={onCreated} />}
        </RemoteView>
      )}
    </section>
  );
}

/** What stands below an organization of this kind. */
const kindBelow = (parent: Parent | undefined) => (parent?.kind === 'operator' ? 'provider' : 'customer');

interface NewFormProps {
  readonly parents: readonly Parent[];
  readonly onCreated: (organization: OrganizationBody) => void;
}

function NewForm({ parents, onCreated }: NewFormProps) {
  const { t } = useTranslation();
  const [parentId, setParentId] = useState(parents[0]?.id);
  const keyOf = useOnceKey();
  const kind = kindBelow(parents.find(({ id }) => id === parentId));
  const sending = useSendingForm({
    schema: newOrganization.omit({ kind: true, parentId: true }),
    start: { name: '' },
    send: async (draft) => {
      const place = parentId === undefined ? {} : { parentId };
      const body = newOrganization.parse({ ...draft, ...place, kind });
      onCreated(await createOrganization(body, keyOf(body)));
    },
  });
  const { form, errorAt } = sending;
  return (
    <div className="organization-sheet">
      <FormBody sending={sending} action={t(`organization.create.${kind}`)}>
        {parents.length > 1 && (
          <NativeSelect
            label={t('organization.field.parent')}
            value={parentId}
            onChange={({ currentTarget }) => setParentId(currentTarget.value)}
            data={parents.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <TextInput
          {...form.register('name')}
          label={t('organization.field.name')}
          description={parents.length === 1 && t('organization.hint.below', { name: parents[0]?.name })}
          withAsterisk
          aria-required
          autoFocus
          maxLength={200}
          error={errorAt('name', t('organization.wrong.name'))}
        />
        {kind === 'customer' && (
          <AssetLimitField
            field={form.register('assetLimit', numberOrNull)}
            error={errorAt('assetLimit', t('organization.wrong.assetLimit'))}
          />
        )}
        {kind === 'provider' && (
          <NativeSelect
            {...form.register('providerKind', orAbsent)}
            label={t('organization.field.providerKind')}
            error={errorAt('providerKind', t('organization.wrong.choose'))}
          >
            <option value="service_provider">{t('organization.providerKind.service_provider')}</option>
            <option value="distributor">{t('organization.providerKind.distributor')}</option>
          </NativeSelect>
        )}
        <details className="more-fields">
          <summary>{t('organization.moreFields')}</summary>
          <div className="form">
            <ContactFields register={(field) => form.register(field, orAbsent)} errorAt={errorAt} />
            <div className="form-row">
              <LanguageField
                field={form.register('language', orAbsent)}
                none={t('organization.asAbove')}
                error={errorAt('language', t('organization.wrong.choose'))}
              />
              <TimeZoneField
                field={form.register('timeZone', orAbsent)}
                none={t('organization.asAbove')}
                chosen={null}
                error={errorAt('timeZone', t('organization.wrong.choose'))}
              />
            </div>
            <HomeField
              field={form.register('homeDashboard', orAbsent)}
              chosen={null}
              error={errorAt('homeDashboard', t('organization.wrong.choose'))}
            />
          </div>
        </details>
      </FormBody>
    </div>
  );
}
