import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivedRegistrationRequestBody } from '#libs/contracts/http';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { Day, When } from '../../ui/when';
import { DeclineRequestDialog } from './decline-request-dialog';
import { fieldsOf, type RequestedField } from './fields';
import { RequestMark } from './request-mark';
import { requestQuery } from './requests';

interface RequestPageProps {
  readonly id: string;
  readonly back: ReactNode;
  /** Leads to the registration form with what was asked for. */
  readonly linkToForm: (words: ReactNode) => ReactNode;
  readonly linkToDevice: (deviceId: string, words: ReactNode) => ReactNode;
}

/** What somebody asked to be registered: taken into the form, or declined with a reason. */
export function RequestPage({ id, back, ...links }: RequestPageProps) {
  const { t } = useTranslation();
  const query = useQuery(requestQuery(id));
  const serial = query.data?.form.device.serialNumber;
  useEffect(() => {
    if (serial !== undefined) document.title = `${t('requests.one', { serial })} – Fieldgate`;
  }, [serial, t]);
  return (
    <article className="page device-page" aria-labelledby="page-title">
      <p className="trail">{back}</p>
      <RemoteView query={query} loading={<Skeleton height={320} radius={2} />}>
        {(request) => <Whole request={request} {...links} />}
      </RemoteView>
    </article>
  );
}

type WholeProps = Omit<RequestPageProps, 'id' | 'back'> & { readonly request: ReceivedRegistrationRequestBody };

function Whole({ request, linkToForm, linkToDevice }: WholeProps) {
  const { t } = useTranslation();
  const [isDeclining, setIsDeclining] = useState(false);
  const { form, status, sentAt, remoteAddress, answeredAt, reason, deviceId } = request;
  return (
    <>
      <header className="page-head">
        <div className="device-head">
          <h1 id="page-title">{t('requests.one', { serial: form.device.serialNumber })}</h1>
          <p className="device-plate">
            <RequestMark status={status} />
            <span className="dimmed">
              {t('requests.sent')} <When at={sentAt} />
            </span>
            {remoteAddress !== null && (
              <span className="dimmed">
                {t('requests.from')} <span className="mono">{remoteAddress}</span>
              </span>
            )}
          </p>
        </div>
        {request.may.includes('registration.create') && (
          <span className="actions">
            <Button variant="default" onClick={() => setIsDeclining(true)}>
              {t('requests.decline.verb')}
            </Button>
            {linkToForm(t('requests.accept'))}
          </span>
        )}
      </header>
      <p className="page-lead">{t(`requests.means.${status}`)}</p>
      {answeredAt !== null && (
        <p>
          {t('requests.answered')} <When at={answeredAt} />
          {reason !== null && `: ${reason}`}
          {deviceId !== null && <> · {linkToDevice(deviceId, t('requests.toDevice'))}</>}
        </p>
      )}
      <Panel title={t('requests.filledIn')}>
        <dl className="facts">
          {fieldsOf(form).map((field) => (
            <div key={field.name}>
              <dt>{t(`registration.field.${field.name}`)}</dt>
              <dd>
                <Value {...field} />
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
      {isDeclining && <DeclineRequestDialog request={request} onClose={() => setIsDeclining(false)} />}
    </>
  );
}

const days: readonly string[] = ['startDate', 'equipment.shipDate'];
const codes = /serialNumber|macAddress|Number$|\.lat$|\.lon$/;

function Value({ name, value }: RequestedField) {
  if (days.includes(name)) return <Day date={value} />;
  return codes.test(name) ? <span className="mono">{value}</span> : value;
}
