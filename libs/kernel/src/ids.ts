declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** UUID of an organization (operator, provider or customer), lower case with hyphens (RFC 9562 §4). */
export type OrganizationId = Branded<string, 'OrganizationId'>;
/** UUID of a person, lower case with hyphens. */
export type PersonId = Branded<string, 'PersonId'>;
/** UUID of a device, lower case with hyphens; also the subject CN of its certificates. */
export type DeviceId = Branded<string, 'DeviceId'>;
/** The small integer beside a device's UUID that keys its telemetry, 1 to 2^31-1; never reused. */
export type DeviceKey = Branded<number, 'DeviceKey'>;

/** Takes a string that is already known to be the id of an organization. */
export const organizationId = (value: string) => value as OrganizationId;
/** Takes a string that is already known to be the id of a person. */
export const personId = (value: string) => value as PersonId;
/** Takes a string that is already known to be the id of a device. */
export const deviceId = (value: string) => value as DeviceId;
/** Takes an integer that is already known to be the key of a device. */
export const deviceKey = (value: number) => value as DeviceKey;
