import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../ui/tabs';
import { KindList } from './kind-list';
import { ModelList } from './model-list';
import type { EquipmentTab, Owner } from './owner';

/** Leads to models or to kinds. */
export type TabLink = (props: { readonly tab: EquipmentTab; readonly children: ReactNode }) => ReactNode;

interface EquipmentPageProps {
  readonly tab: EquipmentTab;
  readonly tabLink: TabLink;
  /** For whom something new can be; none: nothing can be added. */
  readonly owners: readonly Owner[];
}

const tabs: readonly EquipmentTab[] = ['models', 'kinds'];

/** Models that equipment is chosen from, and kinds with the attributes that their equipment has (R1-18, R3-36). */
export function EquipmentPage({ tab, tabLink: TabLink, owners }: EquipmentPageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t(`equipment.tabs.${tab}`)} – Fieldgate`;
  }, [t, tab]);
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('equipment.title')}</h1>
      <Tabs label={t('common.tabsName')}>
        {tabs.map((each) => (
          <TabLink key={each} tab={each}>
            {t(`equipment.tabs.${each}`)}
          </TabLink>
        ))}
      </Tabs>
      {tab === 'models' ? <ModelList owners={owners} /> : <KindList owners={owners} />}
    </section>
  );
}
