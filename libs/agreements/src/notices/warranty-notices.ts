import { type Clock, inPortions, organizationId, type UnitOfWork } from '#libs/kernel';
import type { AdministratorNotices, NoticeToAdministrators } from '#libs/notifications';
import { dayIn } from '../contracts/calendar-day.js';
import { warrantyNoticeMail } from './warranty-notice.mail.js';
import type { EndingWarranty, WarrantyNoticeStore } from './warranty-notice.store.js';

/** Warranties of one unit of work, and such units of one run. */
const PORTIONS = { size: 200, most: 50 };

/** Tells whose asset it is, and their provider, that a warranty ends: 60 and 7 days before, by days of UTC as everywhere of warranties. */
export class WarrantyNotices {
  constructor(
    private readonly store: WarrantyNoticeStore,
    private readonly notices: AdministratorNotices,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts the notices that are due, each once: it stands or falls with the note that it was posted. After days without a run
   * only the last one that was missed is posted; of a warranty that is over, none.
   *
   * @returns of how many warranties
   */
  run(): Promise<number> {
    return inPortions(PORTIONS, (size) =>
      this.unitOfWork.run(async () => {
        const due = await this.store.note(dayIn('UTC', this.clock.now()), size);
        await this.notices.post(due.flatMap(noticesAbout));
        return due.length;
      }),
    );
  }
}

function noticesAbout({
  assetId,
  machine,
  owner,
  providerId,
  warrantyEnd,
  daysLeft,
}: EndingWarranty): readonly NoticeToAdministrators[] {
  const told = { customerName: owner.name, machine, daysLeft, warrantyEnd };
  return [...new Set([owner.id, ...(providerId === null ? [] : [organizationId(providerId)])])].map((id) => ({
    organizationId: id,
    notice: {
      kind: 'warranty-ending',
      key: `warranty-ending ${assetId} ${warrantyEnd} ${daysLeft}`,
      aboutId: owner.id,
      params: { assetId, ...told },
    },
    to: (firstName) => warrantyNoticeMail.with({ firstName, ...told }),
  }));
}
