import type {
  RegistrationAvailabilityBody,
  RegistrationAvailabilityQuery,
  RegistrationRequest,
} from '#libs/contracts/http';
import { DeviceTypeDiffersError, type Model, ModelUnknownError, type StockedDevice } from '#libs/devices';
import { requireRoomForAsset } from '#libs/equipment';
import {
  type Accounts,
  type Actor,
  type AuditedWork,
  type CustomerAccount,
  pathsWhere,
  requireSomewhere,
  visiblePaths,
} from '#libs/identity';
import { deviceId, newUuid, type OrganizationId } from '#libs/kernel';
import type { Outbox } from '#libs/notifications';
import { endOfLease } from '../contracts/lease.js';
import type { RegistrationRequests } from '../registration-requests/registration-requests.js';
import { availabilityOf } from './availability.js';
import { DeviceTakenError } from './registration.errors.js';
import type { NewRegistration, NewSite, RegistrationStore } from './registration.store.js';
import { registrationSummaryMail } from './registration-summary.mail.js';

/** Everything one form made or used. */
export interface Registered extends CustomerAccount {
  readonly registration: NewRegistration;
  readonly deviceModel: string;
  readonly equipmentModel: string;
}

/** Registers a customer and a device by one form (R1-01…R1-26). */
export class Registration {
  constructor(
    private readonly accounts: Accounts,
    private readonly store: RegistrationStore,
    private readonly work: AuditedWork,
    private readonly requests: RegistrationRequests,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Makes the customer and its person unless they exist, the device, its equipment and place, and the contract, in one
   * transaction: all of it or nothing (R1-04). A new person gets two mails after the commit (R1-27), and a summary
   * that tells to expect them (R1-28).
   *
   * @throws what `Accounts.openCustomer` refuses, of the actor, the provider and the customer before anything else
   * @throws {ModelUnknownError} no device or equipment model has that name
   * @throws {DeviceTakenError} serial number or MAC address belong to another device; one in the very provider's stock is
   *   taken from there, if it has both (R0-15)
   * @throws {DeviceTypeDiffersError} it was dispatched as one of another type
   * @throws {AssetLimitError} the customer may not have another asset
   * @throws {AssetTakenError} the customer has it already
   * @throws {RegistrationRequestUnknownError | RegistrationRequestAnsweredError} no open request of that id waits for the
   *   provider
   */
  register(actor: Actor, form: RegistrationRequest): Promise<Registered> {
    return this.work.run(async () => {
      let stocked: StockedDevice | undefined;
      // A form that is sent again is about a device that is registered: that says more than that its person exists.
      const account = await this.accounts.openCustomer(actor, form, async ({ id }) => {
        stocked = await this.#stockedOrFree(form.device, id);
      });
      const deviceModel = modelNamed('device.type', form.device.type, await this.store.deviceModels());
      const equipmentModel = modelNamed(
        'equipment.model',
        form.equipment.model,
        await this.store.equipmentModels([account.organization.path]),
      );
      await requireRoomForAsset(this.store, account.organization.id);
      const registration = registrationOf(
        actor,
        form,
        account,
        { deviceModel, equipmentModel, stocked },
        this.work.now(),
      );
      await this.store.add(registration);
      const { requestId } = form;
      if (requestId !== undefined)
        await this.requests.fulfill(actor, requestId, account.provider.id, registration.device.id);
      await this.work.record({
        action: 'device.registered',
        actorId: actor.personId,
        organizationId: account.organization.id,
        subject: { kind: 'device', id: registration.device.id },
        details: { serialNumber: form.device.serialNumber, macAddress: form.device.macAddress, type: deviceModel.name },
      });
      if (form.person.id === undefined) await this.#announce(account, registration, deviceModel, equipmentModel);
      return { ...account, registration, deviceModel: deviceModel.name, equipmentModel: equipmentModel.name };
    });
  }

  /**
   * Whether a device has the serial number or the MAC address, for a form that is still being filled in; `register` decides anew.
   *
   * @throws {NotAllowedError} the actor registers nowhere
   */
  async availability(actor: Actor, asked: RegistrationAvailabilityQuery): Promise<RegistrationAvailabilityBody> {
    requireSomewhere(actor, 'registration.create');
    const found = await this.store.labeled(asked, pathsWhere(actor, 'registration.create'));
    return availabilityOf(asked, found);
  }

  /** The names the form's two lists offer this actor, in alphabetical order (R1-14, R1-18). */
  async choices(
    actor: Actor,
  ): Promise<{ readonly deviceTypes: readonly string[]; readonly equipmentModels: readonly string[] }> {
    const deviceModels = await this.store.deviceModels();
    const equipmentModels = await this.store.equipmentModels(visiblePaths(actor));
    return { deviceTypes: deviceModels.map(nameOf), equipmentModels: equipmentModels.map(nameOf) };
  }

  /**
   * Somebody who is new here is told on the provider's behalf what was registered and which mails to expect (R1-28). The mail
   * carries no link and is none of the two of R1-27.
   */
  #announce(
    account: CustomerAccount,
    { device, asset, contract }: NewRegistration,
    deviceModel: Model,
    equipment: Model,
  ) {
    const { provider, organization, person, isInvited } = account;
    const mail = registrationSummaryMail.with({
      organizationName: organization.name,
      providerName: provider.name,
      firstName: person.firstName,
      expectsActivation: person.passwordHash === null && !isInvited,
      deviceModel: deviceModel.name,
      deviceSerialNumber: device.serialNumber,
      equipmentModel: equipment.name,
      equipmentSerialNumber: asset.serialNumber,
      startDate: contract.startDate,
      endDate: contract.endDate,
    });
    return this.outbox.post(person.email, organization.id, mail);
  }

  /** The device, if it lies in the provider's stock; `undefined`: nobody has it. */
  async #stockedOrFree(
    device: RegistrationRequest['device'],
    providerId: OrganizationId,
  ): Promise<StockedDevice | undefined> {
    const stocked = await this.store.lockStocked(device.serialNumber, device.macAddress, providerId);
    if (!stocked) await this.#requireFree(device);
    else if (stocked.type !== device.type)
      throw new DeviceTypeDiffersError(device.serialNumber, device.type, stocked.type);
    return stocked;
  }

  /** Names both fields at once if both are taken; the unique constraints decide between two that come together. */
  async #requireFree({ serialNumber, macAddress }: RegistrationRequest['device']): Promise<void> {
    const taken = await this.store.taken(serialNumber, macAddress);
    const values = { serialNumber, macAddress };
    if (taken.length > 0) throw new DeviceTakenError(taken.map((field) => [field, values[field]] as const));
  }
}

const nameOf = ({ name }: Model) => name;

function modelNamed(field: string, name: string, models: readonly Model[]): Model {
  const model = models.find((each) => each.name === name);
  if (!model) throw new ModelUnknownError(field, name, models.map(nameOf));
  return model;
}

function registrationOf(
  { personId: registeredById }: Actor,
  form: RegistrationRequest,
  { organization, provider }: CustomerAccount,
  models: {
    readonly deviceModel: Model;
    readonly equipmentModel: Model;
    readonly stocked: StockedDevice | undefined;
  },
  at: Date,
): NewRegistration {
  const { modelNumber, serialNumber, shipDate, externalId, warrantyBegin, warrantyEnd } = form.equipment;
  return {
    customerId: organization.id,
    customerName: organization.name,
    registeredById,
    providerId: provider.id,
    at,
    site: form.site ? siteOf(form.site, form.device.serialNumber, at) : null,
    device: {
      id: models.stocked?.id ?? deviceId(newUuid(at)),
      stocked: models.stocked ?? null,
      serialNumber: form.device.serialNumber,
      macAddress: form.device.macAddress,
      modelId: models.deviceModel.id,
      // Until the device reports its own: the pattern is model, rating, serial (R1-06), and model numbers hold the rating.
      name: `${modelNumber} ${serialNumber}`,
      systemName: form.device.systemName ?? null,
    },
    asset: {
      id: newUuid(at),
      equipmentModelId: models.equipmentModel.id,
      modelNumber,
      serialNumber,
      shipDate: shipDate ?? null,
      externalId: externalId ?? null,
      warrantyBegin: warrantyBegin ?? null,
      warrantyEnd: warrantyEnd ?? null,
    },
    contract: {
      id: newUuid(at),
      startDate: form.startDate,
      endDate: endOfLease(form.startDate, form.leaseMonths),
      leaseMonths: form.leaseMonths,
      salesOrderNumber: form.salesOrderNumber ?? null,
      serviceContractNumber: form.serviceContractNumber ?? null,
    },
    installationId: newUuid(at),
  };
}

function siteOf(
  { name, address, lat, lon }: NonNullable<RegistrationRequest['site']>,
  deviceSerialNumber: string,
  at: Date,
): NewSite {
  return {
    id: newUuid(at),
    name: name ?? address?.slice(0, 200) ?? `Site of ${deviceSerialNumber}`,
    address: address ?? null,
    lat: lat ?? null,
    lon: lon ?? null,
  };
}
