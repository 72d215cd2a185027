import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceCertificateBody, DeviceDetailsBody, IssuedCertificateBody } from '#libs/contracts/http';
import { Refusal } from '../../app/refusal';
import { Problem } from '../../ui/problem';
import { When } from '../../ui/when';
import { canMakeKeys, type DeviceKey, makeDeviceKey } from './device-key';
import { filesOf } from './files';
import { certifiedDeviceQuery, deviceCertificatesQuery, issueCertificate } from './requests';
import { SaveFiles } from './save-files';

/** Where the private key is made. */
type Place = 'browser' | 'platform';

interface Issued {
  readonly answer: IssuedCertificateBody;
  readonly key: DeviceKey | undefined;
}

interface GenerateCertificateProps {
  readonly device: DeviceDetailsBody;
  readonly onUnsaved: (isUnsaved: boolean) => void;
  readonly onIssued: () => void;
}

/** Where the key is made, the one button, and then the files, once. */
export function GenerateCertificate({ device, onUnsaved, onIssued }: GenerateCertificateProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const isForBrowser = device.keyAlgorithm === 'ec-p256' && canMakeKeys();
  const [place, setPlace] = useState<Place>(isForBrowser ? 'browser' : 'platform');
  const issuing = useMutation<Issued, Refusal, Place>({
    mutationFn: async (where) => {
      const key = where === 'browser' ? await newKey() : undefined;
      return { key, answer: await issueCertificate(device.id, key ? { csr: key.csr } : {}) };
    },
    onSuccess: () => {
      onUnsaved(true);
      onIssued();
      void client.invalidateQueries({ queryKey: deviceCertificatesQuery(device.id).queryKey });
      void client.invalidateQueries({ queryKey: certifiedDeviceQuery(device.id).queryKey });
    },
  });
  const { data: certificates } = useQuery(deviceCertificatesQuery(device.id));
  const made = issuing.data?.answer.certificate.serialNumber;
  const isRevoked =
    certificates?.items.some(({ serialNumber, state }) => serialNumber === made && state === 'revoked') ?? false;
  // Whoever goes to another page has been asked; nothing is unsaved there. The key of a revoked certificate is worth no question.
  useEffect(() => () => onUnsaved(false), [onUnsaved]);
  useEffect(() => {
    if (isRevoked) onUnsaved(false);
  }, [isRevoked, onUnsaved]);
  return (
    <section className="generate" aria-labelledby="generate-title">
      <h2 id="generate-title">{t('certificates.generateTitle')}</h2>
      {issuing.data && !isRevoked ? (
        <SaveFiles
          files={filesOf(issuing.data.answer, issuing.data.key)}
          isMadeHere={issuing.data.key !== undefined}
          notAfter={issuing.data.answer.certificate.notAfter}
          onSaved={() => onUnsaved(false)}
        />
      ) : (
        <>
          {isRevoked && (
            <p className="notice" data-tone="bad" role="status">
              {t('certificates.revokedSince')}
            </p>
          )}
          <KeyPlace place={place} isForBrowser={isForBrowser} device={device} onChoose={setPlace} />
          <p className="dimmed">{t('certificates.once')}</p>
          {issuing.error && <Problem refusal={issuing.error} />}
          <Button loading={issuing.isPending} onClick={() => issuing.mutate(place)}>
            {t('certificates.generate')}
          </Button>
        </>
      )}
      {certificates && <Earlier certificates={certificates.items} />}
    </section>
  );
}

/** A browser that cannot is a failure like any other, with words of its own. */
async function newKey(): Promise<DeviceKey> {
  try {
    return await makeDeviceKey();
  } catch (failure) {
    throw Refusal.unforeseen(failure);
  }
}

interface KeyPlaceProps {
  readonly place: Place;
  readonly isForBrowser: boolean;
  readonly device: DeviceDetailsBody;
  readonly onChoose: (place: Place) => void;
}

function KeyPlace({ place, isForBrowser, device, onChoose }: KeyPlaceProps) {
  const { t } = useTranslation();
  if (!isForBrowser)
    return <p>{t(device.keyAlgorithm === 'rsa-2048' ? 'certificates.rsaByPlatform' : 'certificates.withoutHttps')}</p>;
  return (
    <fieldset className="key-places">
      <legend>{t('certificates.whereKey')}</legend>
      {(['browser', 'platform'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="key-place" checked={place === each} onChange={() => onChoose(each)} />
          <span>
            <strong>{t(`certificates.place.${each}`)}</strong>
            <span className="dimmed">{t(`certificates.placeMeans.${each}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** How many valid ones there are already: they stay valid. */
function Earlier({ certificates }: { readonly certificates: readonly DeviceCertificateBody[] }) {
  const { t } = useTranslation();
  const valid = certificates.filter(({ state }) => state === 'valid');
  const [newest] = valid;
  if (!newest) return null;
  return (
    <p className="dimmed">
      {t('certificates.earlier', { count: valid.length })} <When at={newest.notAfter} precision="day" />
    </p>
  );
}
