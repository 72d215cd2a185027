import { type NotificationKind, notificationKinds, UNREAD_COUNTED } from '#libs/contracts/http';
import type { Clock, PersonId, UnitOfWork } from '#libs/kernel';
import { NotificationFixedError } from './inbox.errors.js';
import { type Channel, type Choice, isFixed, isTold } from './notice.js';
import type { KeptNotification, NotificationSelection, NotificationStore, ReadMark } from './notification.store.js';

/** How somebody is told of one kind. */
export interface Preference {
  readonly kind: NotificationKind;
  readonly page: { readonly on: boolean; readonly fixed: boolean };
  readonly mail: { readonly on: boolean; readonly fixed: boolean };
}

/** A choice for one kind, as somebody makes it. */
export interface NewPreference extends Choice {
  readonly kind: NotificationKind;
}

const channels: readonly Channel[] = ['page', 'mail'];

/** What somebody was told, and how they want to be. */
export class Inbox {
  constructor(
    private readonly store: NotificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(person: PersonId, selection: NotificationSelection): Promise<readonly KeptNotification[]> {
    return this.store.list(person, selection, this.clock.now());
  }

  /** How many are unread; beyond the most that is counted it is not exact. */
  async unread(person: PersonId): Promise<{ readonly value: number; readonly exact: boolean }> {
    const counted = await this.store.unread(person, UNREAD_COUNTED + 1, this.clock.now());
    return { value: Math.min(counted, UNREAD_COUNTED), exact: counted <= UNREAD_COUNTED };
  }

  /** What is read already, or is somebody else's, stays as it is. */
  markRead(person: PersonId, mark: ReadMark): Promise<void> {
    return this.store.markRead(person, mark, this.clock.now());
  }

  /** One a kind. */
  async preferences(person: PersonId): Promise<readonly Preference[]> {
    const chosen = await this.store.choices(person);
    const of = (kind: NotificationKind, channel: Channel) => ({
      on: isTold(kind, channel, chosen.get(kind)),
      fixed: isFixed(kind, channel),
    });
    return notificationKinds.map((kind) => ({ kind, page: of(kind, 'page'), mail: of(kind, 'mail') }));
  }

  /**
   * Takes the place of what was chosen before; a kind that is not named is told as the platform has it.
   *
   * @throws {NotificationFixedError} one is not for them to choose
   */
  async choose(person: PersonId, preferences: readonly NewPreference[]): Promise<readonly Preference[]> {
    preferences.forEach(({ kind, ...choice }, index) => {
      for (const channel of channels) {
        const isOn = isTold(kind, channel, undefined);
        if (isFixed(kind, channel) && choice[channel] !== isOn)
          throw new NotificationFixedError(kind, channel, index, isOn);
      }
    });
    await this.unitOfWork.run(() =>
      this.store.choose(person, new Map(preferences.map(({ kind, page, mail }) => [kind, { page, mail }]))),
    );
    return this.preferences(person);
  }
}
