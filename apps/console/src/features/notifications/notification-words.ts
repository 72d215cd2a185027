import type { TFunction } from 'i18next';
import type { NotificationBody } from '#libs/contracts/http';

interface Words {
  readonly title: string;
  /** What there is to add; undefined: nothing. */
  readonly detail?: string;
}

/** What happened, in the reader's language. */
export function wordsOf(t: TFunction, { kind, params }: NotificationBody): Words {
  switch (kind) {
    case 'contract-ending': {
      const { daysLeft: count } = params;
      const title =
        count > 0 ? t('notifications.contractEnding', { ...params, count }) : t('notifications.contractEnded', params);
      return { title, detail: t('notifications.contractOf', params) };
    }
    case 'warranty-ending':
      return {
        title: t('notifications.warrantyEnding', { ...params, count: params.daysLeft }),
        detail: t('notifications.assetOf', params),
      };
    case 'certificates-ending':
      return {
        title: t('notifications.certificatesEnding', { ...params, count: params.devices }),
        detail: t('notifications.certificatesEndingNext'),
      };
    case 'service-proposed':
      return { title: t('notifications.serviceProposed', params), detail: t('notifications.serviceProposedNext') };
    case 'proposal-answered':
      return { title: t(`notifications.proposalAnswered.${params.answer}`, params) };
    case 'devices-received': {
      const { devices: count, deviceSerialNumber } = params;
      const title =
        deviceSerialNumber === null
          ? t('notifications.devicesReceived', { ...params, count })
          : t('notifications.deviceReceived', { ...params, deviceSerialNumber });
      return { title, detail: t('notifications.devicesReceivedNext') };
    }
    case 'site-shared':
      return {
        title:
          params.organizationName === null
            ? t('notifications.siteShared', params)
            : t('notifications.siteSharedWith', { ...params, organizationName: params.organizationName }),
        detail: t('notifications.siteSharedNext', params),
      };
    case 'site-withdrawn':
      return {
        title:
          params.organizationName === null
            ? t('notifications.siteWithdrawn')
            : t('notifications.siteWithdrawnFrom', { organizationName: params.organizationName }),
      };
    case 'self-granted':
      return { title: t('notifications.selfGranted', params), detail: t('notifications.selfGrantedNext') };
    case 'key-refused':
      return {
        title: t('notifications.keyRefused', params),
        detail: t(`notifications.keyFinding.${params.finding}`),
      };
    case 'address-change-requested':
      return { title: t('notifications.addressChange', params), detail: t('notifications.notYou') };
    case 'second-factor-reset':
      return { title: t('notifications.secondFactorReset', params), detail: t('notifications.notAsked') };
    case 'account-unlocked':
      return { title: t('notifications.accountUnlocked', params), detail: t('notifications.triesNotYours') };
  }
}
