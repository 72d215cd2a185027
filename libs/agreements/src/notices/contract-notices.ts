import type { CalendarDate } from '#libs/contracts/http';
import type { Clock, OrganizationId, UnitOfWork } from '#libs/kernel';
import type { AdministratorNotices, NoticeToAdministrators } from '#libs/notifications';
import { dayIn } from '../contracts/calendar-day.js';
import { graceEndOf, type NoticeDays, noticeDue } from '../contracts/contract.js';
import { contractNoticeMail } from './contract-notice.mail.js';
import { ContractNoticeStore, type EndingContract } from './contract-notice.store.js';

/** Contracts looked at in one unit of work. */
const BATCH = 100;
/** Batches of one run; the next run goes on with the rest. */
const BATCHES = 50;
/** Notices that the customer gets too; the provider gets all. */
const forCustomers: readonly NoticeDays[] = [30, 0];

/** Tells both sides in time that a contract ends: the provider 60, 30, 7 and 0 days before, the customer 30 and 0. */
export class ContractNotices {
  constructor(
    private readonly store: ContractNoticeStore,
    private readonly notices: AdministratorNotices,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts the notices that are due, each once: it stands or falls with the note that it was posted. After days without a
   * run only the last one that was missed is posted.
   *
   * @returns of how many contracts
   */
  async run(): Promise<number> {
    let posted = 0;
    let after: readonly [CalendarDate, string] | undefined;
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const { last, notices } = await this.unitOfWork.run(() => this.#runBatch(after));
      posted += notices;
      if (!last) return posted;
      after = [last.endDate, last.id];
    }
    return posted;
  }

  async #runBatch(after: readonly [CalendarDate, string] | undefined) {
    const now = this.clock.now();
    const contracts = await this.store.take(dayIn('UTC', now), after, BATCH);
    const due = contracts.flatMap((contract) => {
      const days = noticeDue(contract, contract.noticedDays, dayIn(contract.timeZone, now));
      return days === undefined ? [] : [{ contract, days }];
    });
    await this.notices.post(due.flatMap(({ contract, days }) => noticesAbout(contract, days)));
    await this.store.noted(due.map(({ contract: { id }, days }) => ({ id, days })));
    return { last: contracts[BATCH - 1], notices: due.length };
  }
}

function noticesAbout(contract: EndingContract, days: NoticeDays): readonly NoticeToAdministrators[] {
  const { id: contractId, customer, provider, deviceSerialNumber, machine, endDate } = contract;
  const names = { customerName: customer.name, providerName: provider.name, deviceSerialNumber, machine };
  const noticeTo = (organizationId: OrganizationId, mayRenew: boolean): NoticeToAdministrators => ({
    organizationId,
    notice: {
      kind: 'contract-ending',
      key: `contract-ending ${contractId} ${days}`,
      aboutId: customer.id,
      params: { contractId, ...names, daysLeft: days, endDate },
    },
    to: (firstName) =>
      contractNoticeMail.with({
        firstName,
        ...names,
        daysLeft: days,
        endDate,
        graceEndDate: graceEndOf(endDate),
        mayRenew,
      }),
  });
  const toProvider = noticeTo(provider.id, true);
  return forCustomers.includes(days) ? [toProvider, noticeTo(customer.id, false)] : [toProvider];
}
