import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../app/stream';
import { RemoteView } from '../../ui/remote-view';
import { GenerateCertificate } from './generate-certificate';
import { CERTIFICATES_MS, certifiedDeviceQuery, deviceCertificatesQuery } from './requests';

interface CertificatePageProps {
  readonly deviceId: string;
  /** To the list of devices with their certificates. */
  readonly back: ReactNode;
  /** The live steps of the device, beside the certificate. */
  readonly checklist: ReactNode;
  /** Whether a key was made that is not saved yet: who leaves loses it. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
  readonly onIssued: () => void;
}

/** Gives a device its certificate, and shows it come to life. */
export function CertificatePage({ deviceId, back, checklist, ...generate }: CertificatePageProps) {
  const { t } = useTranslation();
  const query = useQuery(certifiedDeviceQuery(deviceId));
  // One that is revoked elsewhere is no longer said to be valid here.
  useLive([{ queryKey: deviceCertificatesQuery(deviceId).queryKey, everyMs: CERTIFICATES_MS }]);
  const serialNumber = query.data?.serialNumber;
  useEffect(() => {
    document.title = `${t('certificates.of', { device: serialNumber ?? '' })} – Fieldgate`;
  }, [t, serialNumber]);
  return (
    <section className="page">
      <p className="trail">{back}</p>
      <RemoteView query={query} loading={<PageSkeleton />}>
        {(device) => (
          <>
            <header>
              <h1>{t('certificates.of', { device: device.serialNumber })}</h1>
              <p className="dimmed">
                {device.name} · {device.type} · {device.organizationName}
              </p>
            </header>
            <div className="certificate-columns">
              <GenerateCertificate {...generate} device={device} />
              {checklist}
            </div>
          </>
        )}
      </RemoteView>
    </section>
  );
}

function PageSkeleton() {
  return (
    <div className="certificate-columns">
      <Skeleton height={320} radius={3} />
      <Skeleton height={420} radius={3} />
    </div>
  );
}
