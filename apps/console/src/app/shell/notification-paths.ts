import type { NotificationBody } from '#libs/contracts/http';

/** What of the page is shown, and of which organization it is alone; in most cases all. */
export const searchOfNotification = ({ kind, params }: NotificationBody) =>
  kind === 'certificates-ending'
    ? { in: params.organizationId, certificate: ['expiring' as const] }
    : { in: undefined };

/** The page of what a notification is about. */
export function pathOfNotification({ kind, params }: NotificationBody): string {
  switch (kind) {
    case 'contract-ending':
      return `/contracts/${params.contractId}`;
    case 'warranty-ending':
      return `/assets/${params.assetId}/service`;
    case 'certificates-ending':
      return '/devices';
    case 'service-proposed':
    case 'proposal-answered':
      return '/proposals';
    case 'devices-received':
      return params.deviceId === null ? '/devices' : `/devices/${params.deviceId}/now`;
    case 'site-shared':
      return '/add-site';
    case 'site-withdrawn':
      return '/sites';
    case 'self-granted':
      return `/organizations/${params.organizationId}/people`;
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
