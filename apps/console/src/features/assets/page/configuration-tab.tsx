import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetConfigurationBody, AssetDetailsBody } from '#libs/contracts/http';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { When } from '../../../ui/when';
import { configurationQuery } from '../requests';
import { ConfigurationForm } from './configuration-form';

interface ConfigurationTabProps {
  readonly asset: AssetDetailsBody;
  /** Leads to where a provider's person joins the customer (R0-27); absent: the reader cannot. */
  readonly join: ReactNode;
  /** What is measured on it, to be chosen from. */
  readonly quantities: readonly string[];
  /** The name of a quantity in the reader's words. */
  readonly nameOf: (quantity: string) => string;
}

/** Limits of values and whom to tell, set by the customer's people alone (R0-26). */
export function ConfigurationTab({ asset, join, quantities, nameOf }: ConfigurationTabProps) {
  const { t } = useTranslation();
  const query = useQuery(configurationQuery(asset.id));
  const [isEditing, setEditing] = useState(false);
  const mayConfigure = asset.may.includes('asset.configure');
  return (
    <Panel
      title={t('asset.configuration')}
      aside={
        mayConfigure &&
        !isEditing &&
        query.data && (
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {t('asset.configureVerb')}
          </Button>
        )
      }
    >
      {!mayConfigure && (
        <div className="notice">
          <p>{t('asset.customersConfigure', { customer: asset.customer.name })}</p>
          {join}
        </div>
      )}
      <RemoteView query={query} loading={<Skeleton height={120} radius={2} />}>
        {(configuration) =>
          isEditing ? (
            <div className="configuration">
              <ConfigurationForm
                assetId={asset.id}
                configuration={configuration}
                quantities={quantities}
                onDone={() => setEditing(false)}
              />
            </div>
          ) : (
            <Configuration configuration={configuration} nameOf={nameOf} />
          )
        }
      </RemoteView>
    </Panel>
  );
}

interface ConfigurationProps extends Pick<ConfigurationTabProps, 'nameOf'> {
  readonly configuration: AssetConfigurationBody;
}

function Configuration({ configuration: { thresholds, contactNote, configuredAt }, nameOf }: ConfigurationProps) {
  const { t, i18n } = useTranslation();
  if (configuredAt === null) return <p className="dimmed">{t('asset.neverConfigured')}</p>;
  const limit = (value: number | undefined): ReactNode => value?.toLocaleString(i18n.language) ?? '–';
  return (
    <>
      {thresholds.length === 0 ? (
        <p className="dimmed">{t('asset.noThresholds')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('telemetry.column.quantity')}</th>
              <th scope="col" className="number">
                {t('asset.low')}
              </th>
              <th scope="col" className="number">
                {t('asset.high')}
              </th>
              <th scope="col">{t('telemetry.column.unit')}</th>
            </tr>
          </thead>
          <tbody>
            {thresholds.map(({ quantity, low, high, unit }) => (
              <tr key={quantity}>
                <th scope="row">{nameOf(quantity)}</th>
                <td className="number" data-label={t('asset.low')}>
                  {limit(low)}
                </td>
                <td className="number" data-label={t('asset.high')}>
                  {limit(high)}
                </td>
                <td data-label={t('telemetry.column.unit')}>{unit ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {contactNote !== null && (
        <p>
          <span className="dimmed">{t('asset.contactNote')}:</span> {contactNote}
        </p>
      )}
      <p className="dimmed">
        {t('asset.configuredAt')} <When at={configuredAt} />
      </p>
    </>
  );
}
