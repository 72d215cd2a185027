import { type Clock, DAY_MS, inPortions, type UnitOfWork } from '#libs/kernel';
import type { AdministratorNotices, NoticeToAdministrators } from '#libs/notifications';
import { certificateNoticeMail } from './certificate-notice.mail.js';
import type { CertificateNoticeStore, EndingCertificates } from './certificate-notice.store.js';

/** A certificate is `expiring` in its last 30 days (`certificate_state_at`). */
const AHEAD_MS = 30 * DAY_MS;
/** Where nothing is new, people are told again after this. */
const REMIND_MS = 7 * DAY_MS;
/** Organizations of one unit of work, and such units of one run. */
const PORTIONS = { size: 500, most: 20 };

/**
 * Tells providers and customers that certificates of their devices end: once a day of UTC at most, with the number of all that the
 * list of `expiring` ones shows, on days on which it has new ones, else every week.
 */
export class CertificateNotices {
  constructor(
    private readonly store: CertificateNoticeStore,
    private readonly notices: AdministratorNotices,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts the notices that are due, each once: it stands or falls with the note that it was posted.
   *
   * @returns how many organizations
   */
  run(): Promise<number> {
    return inPortions(PORTIONS, (size) =>
      this.unitOfWork.run(async () => {
        const now = this.clock.now();
        const day = Math.floor(now.getTime() / DAY_MS);
        const dayBegan = new Date(day * DAY_MS);
        const remindBefore = new Date(dayBegan.getTime() - REMIND_MS + DAY_MS);
        const due = await this.store.note({ now, aheadMs: AHEAD_MS, dayBegan, remindBefore }, size);
        await this.notices.post(due.map((ending) => noticeOf(ending, day)));
        return due.length;
      }),
    );
  }
}

function noticeOf({ id, name, devices, firstEndsAt }: EndingCertificates, day: number): NoticeToAdministrators {
  const told = { organizationName: name, devices, firstEndsAt: firstEndsAt.toISOString() };
  return {
    organizationId: id,
    notice: {
      kind: 'certificates-ending',
      key: `certificates-ending ${id} ${day}`,
      aboutId: id,
      params: { organizationId: id, ...told },
    },
    to: (firstName) => certificateNoticeMail.with({ firstName, ...told }),
  };
}
