import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeviceDetailsBody, RejectedMessagePageBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { When } from '../../../ui/when';
import { rejectedMessagesQuery } from './requests';

/** What the device sent and the platform could not store. */
export function MessagesTab({ device }: { readonly device: DeviceDetailsBody }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(rejectedMessagesQuery(device.id));
  return (
    <Panel title={t('device.rejected')}>
      <RemoteView
        query={query}
        loading={<Skeleton height={160} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={<p className="dimmed">{t('device.noRejected')}</p>}
      >
        {(data) => (
          <>
            <ul className="messages">
              {itemsOf(data).map((message) => (
                <Message key={`${message.receivedAt} ${message.topic}`} message={message} />
              ))}
            </ul>
            <Older query={query} />
          </>
        )}
      </RemoteView>
    </Panel>
  );
}

function Message({ message }: { readonly message: RejectedMessagePageBody['items'][number] }) {
  const { t } = useTranslation();
  const { receivedAt, topic, code, reasons, reasonCount, payload } = message;
  const more = reasonCount - reasons.length;
  return (
    <li>
      <p className="message-head">
        <When at={receivedAt} precision="second" />
        <span className="mono">{topic}</span>
        <span className="mono dimmed">{code}</span>
      </p>
      <ul className="reasons">
        {reasons.map(({ reason, index }) => (
          <li key={`${index} ${reason}`}>
            {index !== undefined && <span className="dimmed">{t('device.place', { index: index + 1 })} </span>}
            {reason}
          </li>
        ))}
        {more > 0 && <li className="dimmed">{t('device.moreReasons', { count: more })}</li>}
      </ul>
      <details className="twin">
        <summary>{t('device.payload', { count: payload.bytes })}</summary>
        {payload.encoding === 'base64' && <p className="dimmed">{t('device.base64')}</p>}
        <pre className="payload">{payload.content}</pre>
      </details>
    </li>
  );
}
