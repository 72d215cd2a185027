import type { NotificationBody } from '#libs/contracts/http';

/** The page of what a notification is about. */
export function pathOfNotification({ kind, params }: NotificationBody): string {
  switch (kind) {
    case 'contract-ending':
      return `/contracts/${params.contractId}`;
    case 'service-proposed':
    case 'proposal-answered':
      return '/proposals';
    case 'devices-received':
      return params.deviceId === null ? '/devices' : `/devices/${params.deviceId}/now`;
    case 'site-shared':
      return '/add-site';
    case 'site-withdrawn':
      return '/sites';
    case 'key-refused':
      return `/devices/${params.deviceId}/certificate`;
    case 'address-change-requested':
      return '/me';
    case 'second-factor-reset':
      return '/me/second-factor';
    case 'account-unlocked':
      return '/me/password';
  }
}
    case 'self-granted':
      return `/organizations/${params.organizationId}/people`;
