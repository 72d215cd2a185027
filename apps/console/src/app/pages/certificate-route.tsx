import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useBlocker } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CertificatePage } from '../../features/certificates/certificate-page';
import { LeaveGuard } from '../../features/certificates/leave-guard';
import { Checklist } from '../../features/first-connection/checklist';
import { firstConnectionQuery } from '../../features/first-connection/requests';

const route = getRouteApi('/shell/certificates/$deviceId');

/** The certificate of one device beside its checklist; who leaves with a key in no file is asked. */
export function CertificateRoute() {
  const { t } = useTranslation();
  const { deviceId } = route.useParams();
  const client = useQueryClient();
  const [isUnsaved, setIsUnsaved] = useState(false);
  const blocker = useBlocker({
    shouldBlockFn: () => isUnsaved,
    enableBeforeUnload: () => isUnsaved,
    withResolver: true,
  });
  const onIssued = useCallback(
    () => void client.invalidateQueries({ queryKey: firstConnectionQuery(deviceId).queryKey }),
    [client, deviceId],
  );
  return (
    <>
      <CertificatePage
        key={deviceId}
        deviceId={deviceId}
        back={<Link to="/certificates">{t('certificates.back')}</Link>}
        checklist={<Checklist deviceId={deviceId} />}
        onUnsaved={setIsUnsaved}
        onIssued={onIssued}
      />
      {blocker.status === 'blocked' && <LeaveGuard onStay={blocker.reset} onLeave={blocker.proceed} />}
    </>
  );
}
