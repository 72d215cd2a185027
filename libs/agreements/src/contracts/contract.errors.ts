import { type DeviceId, DomainError } from '#libs/kernel';

/** No contract with this id is one of the customers the caller sees. */
export class ContractUnknownError extends DomainError<{ contractId: string }> {
  readonly code = 'fleet.contract-unknown';
  readonly kind = 'not-found';

  constructor(contractId: string) {
    super(`There is no contract ${contractId} in your organizations. Look it up in the list of contracts.`, {
      contractId,
    });
  }
}

/** Another contract goes on from this one already. */
export class ContractRenewedError extends DomainError<{ contractId: string; renewedById: string }> {
  readonly code = 'fleet.contract-renewed';
  readonly kind = 'conflict';

  constructor(contractId: string, renewedById: string) {
    super(
      `Contract ${contractId} was renewed by contract ${renewedById}, and each is renewed once. Renew that one instead.`,
      { contractId, renewedById },
    );
  }
}

/** A renewal would begin while the contract it renews still runs. */
export class RenewalStartError extends DomainError<{
  startDate: string;
  endDate: string;
  errors: readonly { readonly path: string; readonly message: string }[];
}> {
  readonly code = 'fleet.renewal-start';
  readonly kind = 'invalid';

  constructor(startDate: string, endDate: string) {
    const message = `must be ${endDate} or later: until then the contract it renews runs`;
    super(`The renewal cannot start on ${startDate}: it ${message}.`, {
      startDate,
      endDate,
      errors: [{ path: 'startDate', message }],
    });
  }
}

/** The device of the contract belongs to somebody else by now. */
export class ContractDeviceGoneError extends DomainError<{ contractId: string; deviceId: DeviceId }> {
  readonly code = 'fleet.contract-device-gone';
  readonly kind = 'conflict';

  constructor(contractId: string, deviceId: DeviceId) {
    super(
      `Contract ${contractId} cannot be renewed: its device ${deviceId} no longer belongs to the customer. Assign the device again first.`,
      { contractId, deviceId },
    );
  }
}

/** The service of the device ended longer ago than the time of grace. */
export class ContractLapsedError extends DomainError<{ deviceId: DeviceId; withheldFrom: string }> {
  readonly code = 'fleet.contract-lapsed';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, withheldFrom: Date, providerName: string) {
    super(
      `Device ${deviceId} gets no new certificate: the time of grace of its service contract ended on ${withheldFrom.toISOString()}. ${providerName} can renew the contract; nothing was deleted.`,
      { deviceId, withheldFrom: withheldFrom.toISOString() },
    );
  }
}
