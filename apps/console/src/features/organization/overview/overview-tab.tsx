import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetailsBody } from '#libs/contracts/http';
import { languageNames } from '../../../ui/languages';
import { lazyPart } from '../../../ui/lazy-part';
import { Panel } from '../../../ui/panel';
import { When } from '../../../ui/when';
import { useLinks } from '../links';
import type { PartProps } from '../part';
import { ContractEnd } from './contract-end';
import { isEditable } from './editable';
import { Onboarding } from './onboarding';

interface OverviewTabProps extends PartProps {
  /** The reader belongs to it. */
  readonly isMember: boolean;
  readonly onDeleted: () => void;
}

const DeletionDialog = lazyPart(() => import('./deletion-dialog').then((part) => part.DeletionDialog));
const SelfGrant = lazyPart(() => import('./self-grant').then((part) => part.SelfGrant));
const EditForm = lazyPart(() => import('./edit-form').then((part) => part.EditForm));

/** What the organization is, how far it has come, and when its service ends. */
export function OverviewTab({ organization, doing, onDo, isMember, onDeleted }: OverviewTabProps) {
  const { t } = useTranslation();
  const { id, kind, may } = organization;
  const close = () => onDo(undefined);
  if (doing === 'edit' && isEditable(organization))
    return (
      <Panel title={t('organization.facts')}>
        <div className="organization-sheet">
          <EditForm organization={organization} onClose={close} />
        </div>
      </Panel>
    );
  return (
    <>
      {kind === 'customer' && <ContractEnd id={id} />}
      {may.includes('member.self-grant') && !isMember && (
        <SelfGrant organization={organization} isAsked={doing === 'join'} onAsk={() => onDo('join')} onClose={close} />
      )}
      {kind === 'customer' && <Onboarding id={id} mayAssign={may.includes('device.assign')} />}
      <Panel title={t('organization.facts')} aside={<Buttons organization={organization} doing={doing} onDo={onDo} />}>
        <Facts organization={organization} />
      </Panel>
      {doing === 'delete' && may.includes('organization.delete') && (
        <DeletionDialog organization={organization} onDeleted={onDeleted} onClose={close} />
      )}
    </>
  );
}

function Buttons({ organization, onDo }: PartProps) {
  const { t } = useTranslation();
  const { NewInner } = useLinks();
  const { id, kind, may } = organization;
  return (
    <span className="buttons">
      {may.includes('organization.create') && <NewInner id={id}>{t(`organization.newInside.${kind}`)}</NewInner>}
      {isEditable(organization) && (
        <Button variant="default" size="xs" onClick={() => onDo('edit')}>
          {t('organization.editVerb')}
        </Button>
      )}
      {may.includes('organization.delete') && (
        <Button variant="default" size="xs" onClick={() => onDo('delete')}>
          {t('organization.deleteVerb')}
        </Button>
      )}
    </span>
  );
}

function Facts({ organization }: { readonly organization: OrganizationDetailsBody }) {
  const { t } = useTranslation();
  const { kind, serviceOrganization, address, contactName, contactEmail, contactPhone, machines } = organization;
  const contact = [contactName, contactEmail, contactPhone].filter((part) => part !== null);
  return (
    <dl className="organization-facts">
      {serviceOrganization && (
        <Fact name={t('organization.field.serviceOrganization')}>{serviceOrganization.name}</Fact>
      )}
      <Fact name={t('organization.field.address')}>{address}</Fact>
      <Fact name={t('organization.field.contact')}>
        {contact.length === 0 ? null : contact.map((part) => <div key={part}>{part}</div>)}
      </Fact>
      {kind === 'customer' && (
        <Fact name={t('organization.field.assetLimit')}>
          {organization.assetLimit === null
            ? t('organization.unlimited', { count: machines.total })
            : t('organization.ofLimit', { total: machines.total, limit: organization.assetLimit })}
        </Fact>
      )}
      {kind === 'customer' && (
        <Fact name={t('organization.certificates')}>
          {t(organization.delegatesCertificates ? 'organization.delegated' : 'organization.notDelegated')}
        </Fact>
      )}
      <Fact name={t('organization.field.language')}>
        {languageNames.find(({ language }) => language === organization.language)?.name}
      </Fact>
      <Fact name={t('organization.field.timeZone')}>{organization.timeZone.replaceAll('_', ' ')}</Fact>
      <Fact name={t('organization.field.homeDashboard')}>
        {organization.homeDashboard === null ? (
          t('organization.platformChoice')
        ) : (
          <span className="mono">{organization.homeDashboard}</span>
        )}
      </Fact>
      {organization.brandingName !== null && (
        <Fact name={t('organization.field.brandingName')}>{organization.brandingName}</Fact>
      )}
      <Fact name={t('organization.field.createdAt')}>
        <When at={organization.createdAt} precision="day" />
      </Fact>
      <Fact name="UUID">
        <span className="mono breaking">{organization.id}</span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <span className="dimmed">{t('organization.notGiven')}</span>}</dd>
    </div>
  );
}
