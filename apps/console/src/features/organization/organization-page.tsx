import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetailsBody } from '#libs/contracts/http';
import { Boundary } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { StateMark } from '../../ui/state-mark';
import { Tabs } from '../../ui/tabs';
import { useLinks } from './links';
import { organizationQuery } from './requests';
import { type OrganizationTab, tabsOf } from './tabs';

const statuses = { new: ['dots', 'unknown'], invited: ['ring', 'warn'], onboarded: ['disc', 'ok'] } as const;

interface OrganizationPageProps {
  readonly id: string;
  readonly tab: OrganizationTab;
  /** The reader looks after others, too. */
  readonly isAmongOthers: boolean;
  readonly children: (organization: OrganizationDetailsBody) => ReactNode;
}

/** One organization: where it stands, its name and status, and the part of its page that the address names. */
export function OrganizationPage({ id, tab, isAmongOthers, children }: OrganizationPageProps) {
  const { t } = useTranslation();
  const query = useQuery(organizationQuery(id));
  const name = query.data?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name}, ${t(`organization.tabs.${tab}`)} – Fieldgate`;
  }, [name, tab, t]);
  return (
    <article className="page organization-page" aria-labelledby="page-title">
      <RemoteView query={query} loading={<HeadSkeleton />}>
        {(organization) => (
          <>
            <Trail organization={organization} isAmongOthers={isAmongOthers} />
            <Head organization={organization} />
            <Parts organization={organization} />
            <Boundary key={tab}>{children(organization)}</Boundary>
          </>
        )}
      </RemoteView>
    </article>
  );
}

interface PartProps {
  readonly organization: OrganizationDetailsBody;
}

/** The way back to all, then those above it, the outermost first. */
function Trail({
  organization: { ancestors },
  isAmongOthers,
}: PartProps & Pick<OrganizationPageProps, 'isAmongOthers'>) {
  const { t } = useTranslation();
  const { Organization, Organizations } = useLinks();
  if (ancestors.length === 0 && !isAmongOthers) return null;
  return (
    <nav className="trail" aria-label={t('organization.trail')}>
      <ol className="ancestors">
        {isAmongOthers && (
          <li>
            <Organizations>{t('organization.all')}</Organizations>
          </li>
        )}
        {ancestors.map(({ id, name }) => (
          <li key={id}>
            <Organization id={id}>{name}</Organization>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Head({ organization }: PartProps) {
  const { t } = useTranslation();
  const { Tab } = useLinks();
  const { name, kind, status, providerKind, machines } = organization;
  const [shape, tone] = statuses[status];
  return (
    <header className="organization-head">
      <h1 id="page-title">{name}</h1>
      <ul className="truths" aria-label={t('organization.truths')}>
        <li>{t(providerKind === null ? `organization.kind.${kind}` : `organization.providerKind.${providerKind}`)}</li>
        <li>
          <StateMark shape={shape} tone={tone}>
            {t(`organization.status.${status}`)}
          </StateMark>
        </li>
        {kind === 'customer' && (
          <li>
            <Tab tab="assets">{t('organization.machines', machines)}</Tab>
          </li>
        )}
      </ul>
    </header>
  );
}

function Parts({ organization }: PartProps) {
  const { t } = useTranslation();
  const { Tab } = useLinks();
  return (
    <Tabs label={t('organization.tabsName')}>
      {tabsOf(organization).map((each) => (
        <Tab key={each} tab={each} className="tab">
          {t(`organization.tabs.${each}`)}
        </Tab>
      ))}
    </Tabs>
  );
}

function HeadSkeleton() {
  return (
    <div className="organization-head">
      <Skeleton height={18} width={160} radius={2} />
      <Skeleton height={27} width={280} radius={2} />
      <Skeleton height={20} width="min(420px, 100%)" radius={2} />
      <Skeleton height={36} radius={2} />
    </div>
  );
}
