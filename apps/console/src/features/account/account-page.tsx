import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../ui/tabs';

interface AccountPageProps {
  /** The other pages of one's own affairs. */
  readonly pages: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

/** One page of a person's own affairs, with the way to the others. */
export function AccountPage({ pages, title, children }: AccountPageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} – Fieldgate`;
  }, [title]);
  return (
    <section className="page account-page" aria-labelledby="page-title">
      <Tabs label={t('me.pages')}>{pages}</Tabs>
      <div className="account-sheet">
        <h1 id="page-title">{title}</h1>
        {children}
      </div>
    </section>
  );
}
