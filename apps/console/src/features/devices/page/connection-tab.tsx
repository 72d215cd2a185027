import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionAttemptBody, ConnectivityPageBody, DeviceDetailsBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { StateMark } from '../../../ui/state-mark';
import { When } from '../../../ui/when';
import { attemptsQuery, connectivityQuery } from './requests';
import { SuspensionDialog } from './suspension-dialog';

interface ConnectionTabProps {
  readonly device: DeviceDetailsBody;
}

/** When the device came and went, and who was refused. */
export function ConnectionTab({ device }: ConnectionTabProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const isSuspended = device.lifecycle === 'suspended';
  const maySuspend = device.may.includes('device.suspend') && (isSuspended || device.lifecycle === 'active');
  const button = maySuspend && (
    <Button variant="default" size="xs" onClick={() => setAsking(true)}>
      {t(isSuspended ? 'device.resume' : 'device.suspend')}
    </Button>
  );
  return (
    <>
      <Panel title={t('device.connectivity')} aside={button}>
        <Connectivity id={device.id} />
      </Panel>
      <Panel title={t('device.attempts')}>
        <Attempts id={device.id} />
      </Panel>
      {isAsking && <SuspensionDialog device={device} onClose={() => setAsking(false)} />}
    </>
  );
}

function Connectivity({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(connectivityQuery(id));
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={160} radius={2} />}
      isEmpty={(data) => itemsOf(data).length === 0}
      empty={<p className="dimmed">{t('device.noConnectivity')}</p>}
    >
      {(data) => (
        <>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('device.column.at')}</th>
                <th scope="col">{t('device.column.event')}</th>
                <th scope="col">{t('device.column.cause')}</th>
                <th scope="col">{t('device.column.from')}</th>
              </tr>
            </thead>
            <tbody>
              {itemsOf(data).map((event) => (
                <Event key={`${event.sessionId} ${event.event}`} {...event} />
              ))}
            </tbody>
          </table>
          <Older query={query} />
        </>
      )}
    </RemoteView>
  );
}

function Event({ occurredAt, event, detail, remoteAddress }: ConnectivityPageBody['items'][number]) {
  const { t } = useTranslation();
  const isConnect = event === 'connected';
  return (
    <tr>
      <th scope="row">
        <When at={occurredAt} precision="second" />
      </th>
      <td data-label={t('device.column.event')}>
        <StateMark shape={isConnect ? 'disc' : 'ring'} tone={isConnect ? 'ok' : 'warn'}>
          {t(`devices.connection.${event}`)}
        </StateMark>
      </td>
      <td data-label={t('device.column.cause')}>{detail ?? '–'}</td>
      <td className="mono" data-label={t('device.column.from')}>
        {remoteAddress ?? '–'}
      </td>
    </tr>
  );
}

function Attempts({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(attemptsQuery(id));
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={80} radius={2} />}
      isEmpty={(data) => itemsOf(data).length === 0}
      empty={<p className="dimmed">{t('device.noAttempts')}</p>}
    >
      {(data) => (
        <>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('device.column.at')}</th>
                <th scope="col">{t('device.column.cause')}</th>
                <th scope="col">{t('device.column.from')}</th>
                <th scope="col">{t('device.column.shown')}</th>
              </tr>
            </thead>
            <tbody>
              {itemsOf(data).map((attempt) => (
                <Attempt key={attempt.id} {...attempt} />
              ))}
            </tbody>
          </table>
          <Older query={query} />
        </>
      )}
    </RemoteView>
  );
}

function Attempt({ at, detail, cause, remoteAddress, presented }: ConnectionAttemptBody) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        <When at={at} precision="second" />
      </th>
      <td data-label={t('device.column.cause')}>
        {detail} <span className="mono dimmed">{cause}</span>
      </td>
      <td className="mono" data-label={t('device.column.from')}>
        {remoteAddress}
      </td>
      <td className="mono" data-label={t('device.column.shown')}>
        {presented.serialNumber ?? t('device.noCertificateShown')}
      </td>
    </tr>
  );
}
