import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NewNotificationPreferences, NotificationPreferencesBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { Problem } from '../../ui/problem';
import { RemoteView } from '../../ui/remote-view';
import { keepPreferences, notificationKeys, preferencesQuery } from './requests';

type Preference = NotificationPreferencesBody['items'][number];
type Channel = 'page' | 'mail';
const channels: readonly Channel[] = ['page', 'mail'];

/** What somebody is told here and by mail: kept as soon as it is chosen. */
export function PreferencesSection() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(preferencesQuery);
  const keeping = useMutation<NotificationPreferencesBody, Refusal, NewNotificationPreferences>({
    mutationFn: keepPreferences,
    // One after the other: the last choice is what stays.
    scope: { id: 'notification-preferences' },
    onSuccess: (kept) => client.setQueryData(notificationKeys.preferences, kept),
  });
  const shown = (items: readonly Preference[]) =>
    keeping.isPending ? items.map((item) => ({ ...item, ...asChosen(item, keeping.variables) })) : items;
  const choose = (items: readonly Preference[], kind: Preference['kind'], channel: Channel, isOn: boolean) =>
    keeping.mutate({
      items: items.map((item) => {
        const now = { kind: item.kind, page: item.page.on, mail: item.mail.on };
        return item.kind === kind ? { ...now, [channel]: isOn } : now;
      }),
    });
  return (
    <>
      <p>{t('notifications.preferences.why')}</p>
      {keeping.error && <Problem refusal={keeping.error} />}
      <RemoteView query={query} loading={<Skeleton height={420} radius={2} />}>
        {({ items }) => (
          <table className="notification-preferences">
            <thead>
              <tr>
                <th scope="col">{t('notifications.preferences.what')}</th>
                <th scope="col">{t('notifications.preferences.page')}</th>
                <th scope="col">{t('notifications.preferences.mail')}</th>
              </tr>
            </thead>
            <tbody>
              {shown(items).map((item) => (
                <tr key={item.kind}>
                  <th scope="row">{t(`notifications.kinds.${item.kind}`)}</th>
                  {channels.map((channel) => (
                    <td key={channel}>
                      <Told
                        {...item[channel]}
                        label={`${t(`notifications.kinds.${item.kind}`)}, ${t(`notifications.preferences.${channel}`)}`}
                        onChoose={(isOn) => choose(shown(items), item.kind, channel, isOn)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </RemoteView>
    </>
  );
}

function asChosen(item: Preference, { items }: NewNotificationPreferences): Pick<Preference, Channel> {
  const chosen = items.find(({ kind }) => kind === item.kind);
  return {
    page: { ...item.page, on: chosen?.page ?? item.page.on },
    mail: { ...item.mail, on: chosen?.mail ?? item.mail.on },
  };
}

interface ToldProps {
  readonly on: boolean;
  readonly fixed: boolean;
  readonly label: string;
  readonly onChoose: (isOn: boolean) => void;
}

/** A choice, or in words what is none. */
function Told({ on, fixed, label, onChoose }: ToldProps) {
  const { t } = useTranslation();
  if (fixed)
    return (
      <span className="dimmed">{t(on ? 'notifications.preferences.always' : 'notifications.preferences.never')}</span>
    );
  return (
    <label className="notification-choice">
      <input
        type="checkbox"
        aria-label={label}
        checked={on}
        onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
      />
    </label>
  );
}
