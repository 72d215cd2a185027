import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NotificationsRead } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { markRead, notificationKeys } from './requests';

/** Marks as read, and has all that shows notifications read anew. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation<unknown, Refusal, NotificationsRead>({
    mutationFn: markRead,
    onSuccess: () => client.invalidateQueries({ queryKey: notificationKeys.all }),
  });
}
