import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SecondFactorSection } from '../../features/account/second-factor-section';
import { RemoteView } from '../../ui/remote-view';
import { profileQuery } from '../session';
import { OwnPage } from './account-routes';

/** The second factor of whoever is signed in. */
export function SecondFactorRoute() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(profileQuery);
  return (
    <OwnPage title={t('me.secondFactor.title')}>
      <RemoteView query={query} loading={<p>{t('common.loading')}</p>}>
        {({ secondFactor }) => (
          <SecondFactorSection
            state={secondFactor}
            onChanged={() => client.invalidateQueries({ queryKey: profileQuery.queryKey })}
          />
        )}
      </RemoteView>
    </OwnPage>
  );
}
