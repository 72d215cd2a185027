import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileBody } from '#libs/contracts/http';
import { RemoteView } from '../../ui/remote-view';
import { AddSiteForm } from './add-site-form';
import { shareOfferQuery } from './requests';

interface AddSitePageProps {
  readonly code: string;
  /** For which of them it may be added. */
  readonly memberships: ProfileBody['memberships'];
  /** Where to go once it is added. */
  readonly wayOn: (siteId: string) => ReactNode;
  /** Leads to typing another code. */
  readonly another: ReactNode;
}

/** What a code of a shared site offers, and adding it (R4-16). */
export function AddSitePage({ code, memberships, wayOn, another }: AddSitePageProps) {
  const { t } = useTranslation();
  const query = useQuery(shareOfferQuery(code));
  useEffect(() => {
    document.title = `${t('addSite.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page account-sheet" aria-labelledby="page-title">
      <h1 id="page-title">{t('addSite.title')}</h1>
      {query.error && <p>{another}</p>}
      <RemoteView query={query} loading={<p>{t('common.loading')}</p>}>
        {(offer) => <AddSiteForm code={code} offer={offer} memberships={memberships} wayOn={wayOn} />}
      </RemoteView>
    </section>
  );
}
