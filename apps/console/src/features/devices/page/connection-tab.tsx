import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectivityPageBody, DeviceDetailsBody } from '#libs/contracts/http';
import { GrowingTable } from '../../../ui/growing-table';
import { Panel } from '../../../ui/panel';
import { StateMark } from '../../../ui/state-mark';
import { When } from '../../../ui/when';
import { attemptsQuery, connectivityQuery } from './requests';
import { RetirementDialog } from './retirement-dialog';
import { SuspensionDialog } from './suspension-dialog';

interface ConnectionTabProps {
  readonly device: DeviceDetailsBody;
}

/** When the device came and went, and who was refused. */
export function ConnectionTab({ device }: ConnectionTabProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'suspension' | 'retirement'>();
  const isSuspended = device.lifecycle === 'suspended';
  const maySuspend = device.may.includes('device.suspend') && (isSuspended || device.lifecycle === 'active');
  const mayRetire = device.may.includes('device.retire') && device.lifecycle !== 'retired';
  const close = () => setAsked(undefined);
  const buttons = (maySuspend || mayRetire) && (
    <span className="actions">
      {maySuspend && (
        <Button variant="default" size="xs" onClick={() => setAsked('suspension')}>
          {t(isSuspended ? 'device.resumeVerb' : 'device.suspendVerb')}
        </Button>
      )}
      {mayRetire && (
        <Button variant="default" size="xs" onClick={() => setAsked('retirement')}>
          {t('device.retireVerb')}
        </Button>
      )}
    </span>
  );
  return (
    <>
      <Panel title={t('device.connectivity')} aside={buttons}>
        <Connectivity id={device.id} />
      </Panel>
      <Panel title={t('device.attempts')}>
        <Attempts id={device.id} />
      </Panel>
      {asked === 'suspension' && <SuspensionDialog device={device} onClose={close} />}
      {asked === 'retirement' && <RetirementDialog device={device} onClose={close} />}
    </>
  );
}

function Connectivity({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <GrowingTable
      query={useInfiniteQuery(connectivityQuery(id))}
      rowKey={({ sessionId, event }) => `${sessionId} ${event}`}
      columns={[
        { header: t('device.column.at'), cell: ({ occurredAt }) => <When at={occurredAt} precision="second" /> },
        { header: t('device.column.event'), cell: ({ event }) => <EventMark event={event} /> },
        { header: t('device.column.cause'), cell: ({ detail }) => detail ?? '–' },
        { header: t('device.column.from'), isMono: true, cell: ({ remoteAddress }) => remoteAddress ?? '–' },
      ]}
      height={160}
      empty={t('device.noConnectivity')}
    />
  );
}

function EventMark({ event }: Pick<ConnectivityPageBody['items'][number], 'event'>) {
  const { t } = useTranslation();
  const isConnect = event === 'connected';
  return (
    <StateMark shape={isConnect ? 'disc' : 'ring'} tone={isConnect ? 'ok' : 'warn'}>
      {t(`devices.connection.${event}`)}
    </StateMark>
  );
}

function Attempts({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <GrowingTable
      query={useInfiniteQuery(attemptsQuery(id))}
      rowKey={(attempt) => attempt.id}
      columns={[
        { header: t('device.column.at'), cell: ({ at }) => <When at={at} precision="second" /> },
        {
          header: t('device.column.cause'),
          cell: ({ detail, cause }) => (
            <>
              {detail} <span className="mono dimmed">{cause}</span>
            </>
          ),
        },
        { header: t('device.column.from'), isMono: true, cell: ({ remoteAddress }) => remoteAddress },
        {
          header: t('device.column.shown'),
          isMono: true,
          cell: ({ presented }) => presented.serialNumber ?? t('device.noCertificateShown'),
        },
      ]}
      height={80}
      empty={t('device.noAttempts')}
    />
  );
}
