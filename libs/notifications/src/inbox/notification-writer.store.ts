import type { NotificationKind } from '#libs/contracts/http';
import { type Clock, newUuid, type OrganizationId } from '#libs/kernel';
import type { Prisma, RegistryDatabase } from '#prisma';
import { type Choice, isTold, type Notice } from './notice.js';

/** Whom to tell what. */
export interface Told {
  readonly personId: string;
  /** As an administrator of which organization; null: for themselves. */
  readonly organizationId: OrganizationId | null;
  readonly notice: Notice;
}

/** What people chose, by person and kind. */
export type Choices = (personId: string, kind: NotificationKind) => Choice | undefined;

/** Writes notifications, in the unit of work of what they are about, into the registry's table `notification`. */
export class NotificationWriter {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {}

  /** What these people chose for these kinds. */
  async choicesOf(people: readonly string[], kinds: readonly NotificationKind[]): Promise<Choices> {
    const rows = await this.database.client.notificationPreference.findMany({
      where: { personId: { in: [...new Set(people)] }, kind: { in: [...new Set(kinds)] } },
    });
    const chosen = new Map(
      rows.map(({ personId, kind, inPage, byMail }) => [`${personId} ${kind}`, { page: inPage, mail: byMail }]),
    );
    return (personId, kind) => chosen.get(`${personId} ${kind}`);
  }

  /** Tells each who did not choose otherwise; what somebody was told already is not told again. */
  async add(all: readonly Told[], choices: Choices): Promise<void> {
    const now = this.clock.now();
    const data = all
      .filter(({ personId, notice: { kind } }) => isTold(kind, 'page', choices(personId, kind)))
      .map(({ personId, organizationId, notice: { kind, params, key, aboutId, grantId } }) => ({
        id: newUuid(now),
        personId,
        kind,
        params: params satisfies Prisma.InputJsonObject,
        organizationId,
        aboutId: aboutId ?? null,
        grantId: grantId ?? null,
        key,
        createdAt: now,
      }));
    if (data.length > 0) await this.database.client.notification.createMany({ data, skipDuplicates: true });
  }
}
