import type { Registered } from '#libs/agreements';
import type { RegistrationAnswer } from '#libs/contracts/http';
import { systemNameMatches } from '#libs/devices';

/** What a registration made, as the API shows it. */
export function registrationBody({
  organization,
  person,
  registration,
  deviceModel,
  equipmentModel,
}: Registered): RegistrationAnswer {
  const { device, asset, site, contract, at } = registration;
  return {
    organization: {
      id: organization.id,
      kind: 'customer',
      name: organization.name,
      parentId: organization.parentId,
      status: organization.status,
    },
    person: {
      id: person.id,
      email: person.email,
      firstName: person.firstName,
      lastName: person.lastName,
      phone: person.phone,
    },
    device: {
      id: device.id,
      serialNumber: device.serialNumber,
      macAddress: device.macAddress,
      type: deviceModel,
      name: device.name,
      systemName: device.systemName,
      systemNameMatches: systemNameMatches(device.systemName, asset),
      organizationId: organization.id,
      lifecycle: device.stocked?.lifecycle ?? 'registered',
      createdAt: (device.stocked?.createdAt ?? at).toISOString(),
    },
    asset: {
      id: asset.id,
      model: equipmentModel,
      modelNumber: asset.modelNumber,
      serialNumber: asset.serialNumber,
      shipDate: asset.shipDate,
      externalId: asset.externalId,
      warrantyBegin: asset.warrantyBegin,
      warrantyEnd: asset.warrantyEnd,
    },
    site: site && { ...site },
    contract: {
      id: contract.id,
      startDate: contract.startDate,
      endDate: contract.endDate,
      leaseMonths: contract.leaseMonths,
      salesOrderNumber: contract.salesOrderNumber,
      serviceContractNumber: contract.serviceContractNumber,
    },
  };
}
