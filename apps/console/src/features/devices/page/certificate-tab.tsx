import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceCertificateBody, DeviceDetailsBody } from '#libs/contracts/http';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { StateMark } from '../../../ui/state-mark';
import { When } from '../../../ui/when';
import { certificatesQuery } from './requests';
import { RevocationDialog } from './revocation-dialog';

const looks = { valid: ['check', 'ok'], expired: ['cross', 'bad'], revoked: ['cross', 'bad'] } as const;

/** What the device proves itself with, until when, and how to end it. */
export function CertificateTab({ device }: { readonly device: DeviceDetailsBody }) {
  const { t } = useTranslation();
  const query = useQuery(certificatesQuery(device.id));
  const [revoking, setRevoking] = useState<DeviceCertificateBody>();
  const valid = query.data?.items.filter(({ state }) => state === 'valid').length ?? 0;
  return (
    <Panel title={t('device.certificates')}>
      <Renewal device={device} />
      <RemoteView
        query={query}
        loading={<Skeleton height={120} radius={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="dimmed">{t('device.noCertificates')}</p>}
      >
        {({ items }) => (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('device.column.serialNumber')}</th>
                <th scope="col">{t('device.column.state')}</th>
                <th scope="col">{t('device.column.issued')}</th>
                <th scope="col">{t('device.column.until')}</th>
                <th scope="col">
                  <span className="away">{t('device.column.action')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((certificate) => (
                <Row
                  key={certificate.serialNumber}
                  certificate={certificate}
                  onRevoke={
                    certificate.state === 'valid' && device.may.includes('certificate.revoke')
                      ? () => setRevoking(certificate)
                      : undefined
                  }
                />
              ))}
            </tbody>
          </table>
        )}
      </RemoteView>
      {revoking && (
        <RevocationDialog
          device={device}
          certificate={revoking}
          isLastValid={valid === 1}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </Panel>
  );
}

/** What to do about the end of the certificate; nothing while that is far. */
function Renewal({ device: { certificate } }: { readonly device: DeviceDetailsBody }) {
  const { t } = useTranslation();
  const { state, notAfter } = certificate;
  if (state === 'valid') return null;
  return (
    <p className="notice notice-line" data-tone={state === 'expiring' || state === 'none' ? 'warn' : 'bad'}>
      <span>
        {t(`device.renewal.${state}`)} {state === 'expiring' && notAfter && <When at={notAfter} precision="day" />}
      </span>
      <span className="dimmed">{t(`device.renewalNext.${state}`)}</span>
    </p>
  );
}

interface RowProps {
  readonly certificate: DeviceCertificateBody;
  readonly onRevoke: (() => void) | undefined;
}

function Row({ certificate, onRevoke }: RowProps) {
  const { t } = useTranslation();
  const { serialNumber, state, issuedAt, notAfter, revokedAt, revocationReason, fingerprintSha256, keyAlgorithm } =
    certificate;
  const [shape, tone] = looks[state];
  return (
    <tr>
      <th scope="row">
        <span className="mono">{serialNumber}</span>
        <details className="twin">
          <summary>{t('device.fingerprint')}</summary>
          <span className="mono breaking">
            {keyAlgorithm} · SHA-256 {fingerprintSha256}
          </span>
        </details>
      </th>
      <td data-label={t('device.column.state')}>
        <StateMark shape={shape} tone={tone}>
          {t(`device.certificateState.${state}`)}
        </StateMark>{' '}
        {revokedAt !== null && (
          <span className="dimmed">
            <When at={revokedAt} /> {revocationReason}
          </span>
        )}
      </td>
      <td data-label={t('device.column.issued')}>
        <When at={issuedAt} precision="day" />
      </td>
      <td data-label={t('device.column.until')}>
        <When at={notAfter} precision="day" />
      </td>
      <td>
        {onRevoke && (
          <Button variant="default" size="xs" onClick={onRevoke} aria-label={t('device.revokeOne', { serialNumber })}>
            {t('device.revoke')}
          </Button>
        )}
      </td>
    </tr>
  );
}
