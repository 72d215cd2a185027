import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceCertificateBody, DeviceDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { deviceKeys, revoke } from './requests';

/** Reasons a person chooses from; the others of RFC 5280 §5.3.1 are the platform's own. */
const reasons = ['unspecified', 'keyCompromise', 'superseded', 'cessationOfOperation'] as const;
type Reason = (typeof reasons)[number];

interface RevocationDialogProps {
  readonly device: DeviceDetailsBody;
  readonly certificate: DeviceCertificateBody;
  /** The device has no other that lets it in. */
  readonly isLastValid: boolean;
  readonly onClose: () => void;
}

/** Says what becomes of a device whose certificate ends, before it does. */
export function RevocationDialog({ device, certificate, isLastValid, onClose }: RevocationDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState<Reason>('unspecified');
  const revocation = useMutation({
    mutationFn: () => revoke(certificate.serialNumber, { reason }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: deviceKeys.all(device.id) });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('device.revokeTitle', { name: device.name })}
      verb={t('device.revoke')}
      isDangerous
      isPending={revocation.isPending}
      refusal={revocation.error}
      onConfirm={() => revocation.mutate()}
      onClose={onClose}
    >
      <ul className="consequences">
        <li>{t('device.revokeEnds')}</li>
        <li>{t(isLastValid ? 'device.revokeLast' : 'device.revokeOther')}</li>
        <li>{t('device.revokeForGood')}</li>
      </ul>
      <fieldset className="choices">
        <legend>{t('device.reason')}</legend>
        {reasons.map((each) => (
          <label key={each}>
            <input type="radio" name="reason" checked={each === reason} onChange={() => setReason(each)} />
            {t(`device.reasons.${each}`)}
          </label>
        ))}
      </fieldset>
    </Confirm>
  );
}
