import type { Actor, AuditedWork } from '#libs/identity';
import { DAY_MS, newUuid } from '#libs/kernel';
import type { AdministratorNotices, Notice } from '#libs/notifications';
import type { CertificateHolder } from '../enrollment/certificate-holders.js';
import { keyAlarmMail } from './key-alarm.mail.js';
import type { KeyAlarmStore, KeyHolder } from './key-alarm.store.js';
import type { KeyRefusedError } from './key-use.js';

/** The same key is told of once in this time, milliseconds; the audit trail has every attempt. */
const QUIET_MS = DAY_MS;
/** Mails about the devices of one organization in that time, at most: nobody floods those above. */
const ALARMS_PER_ORGANIZATION = 10;

/** Raises the alarm when a key is presented that must not identify the device: two parties hold its private half. */
export class KeyAlarm {
  constructor(
    private readonly store: KeyAlarmStore,
    private readonly notices: AdministratorNotices,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Audits the attempt and mails the operator's and the providers' administrators, of the device and of the one that has the key;
   * neither side reads of the other. In a unit of work of its own: the refused order has none.
   */
  raise(
    actor: Actor,
    device: CertificateHolder,
    { code, refusal, details: { spkiSha256 } }: KeyRefusedError,
  ): Promise<void> {
    const at = this.work.now();
    return this.work.run(async () => {
      const found = await this.store.holderOf(spkiSha256);
      const holder = found?.device.id === device.id ? undefined : found;
      await this.work.record({
        action: 'certificate.key-refused',
        actorId: actor.personId,
        organizationId: device.owner.id,
        subject: { kind: 'device', id: device.id },
        details: { deviceSerialNumber: device.serialNumber, spkiSha256, reason: code },
      });
      // The operator's alone: it names both devices.
      await this.work.record({
        action: 'certificate.key-presented-twice',
        actorId: actor.personId,
        organizationId: null,
        subject: { kind: 'device', id: holder?.device.id ?? device.id },
        details: { presentedForDeviceId: device.id, deviceId: holder?.device.id ?? null, spkiSha256, reason: code },
      });
      const alarm = { id: newUuid(at), organizationId: device.owner.id, spkiSha256, at };
      const since = new Date(at.getTime() - QUIET_MS);
      if (!(await this.store.note(alarm, since, ALARMS_PER_ORGANIZATION))) return;
      const occurrence = { keyFingerprint: spkiSha256, at: at.toISOString() };
      await this.#tell(device, { ...occurrence, finding: refusal });
      if (holder) await this.#tell(holder.device, { ...occurrence, finding: 'presented-elsewhere' });
    });
  }

  async #tell(
    { id: deviceId, owner, serialNumber }: KeyHolder['device'],
    told: { keyFingerprint: string; at: string; finding: 'compromised' | 'foreign' | 'presented-elsewhere' },
  ): Promise<void> {
    const above = (await this.store.onPath(owner.path)).filter(({ kind }) => kind !== 'customer');
    const notice: Notice = {
      kind: 'key-refused',
      key: `key-refused ${deviceId} ${told.keyFingerprint} ${told.at}`,
      aboutId: owner.id,
      params: { deviceId, deviceSerialNumber: serialNumber, finding: told.finding },
    };
    await this.notices.post(
      above.map(({ id }) => ({
        organizationId: id,
        notice,
        to: (firstName) => keyAlarmMail.with({ firstName, deviceSerialNumber: serialNumber, ...told }),
      })),
    );
  }
}
