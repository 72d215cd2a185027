/** The equipment a device's system name tells of. */
export interface NamedEquipment {
  readonly modelNumber: string;
  readonly serialNumber: string;
  /** Such as `18 kVA`, if it is known. */
  readonly rating?: string | undefined;
}

/**
 * The pattern for the name that is set on a device: model, rating and serial number of its equipment, such as
 * `1600XP 18kVA 160300007` (R1-06).
 *
 * @returns what is not known stands there as MODEL, RATING or SERIAL
 */
export function systemNameTemplate(equipment: NamedEquipment | null): string {
  const { modelNumber = 'MODEL', rating = 'RATING', serialNumber = 'SERIAL' } = equipment ?? {};
  return [modelNumber, withoutSpaces(rating), serialNumber].join(' ');
}

/**
 * Whether a system name tells of the equipment: it contains model number and serial number, whatever their case and spaces
 * (R1-06).
 *
 * @returns null: there is no name, or no equipment to compare it with
 */
export function systemNameMatches(systemName: string | null, equipment: NamedEquipment | null): boolean | null {
  if (systemName === null || equipment === null) return null;
  const name = comparable(systemName);
  return name.includes(comparable(equipment.modelNumber)) && name.includes(comparable(equipment.serialNumber));
}

const withoutSpaces = (text: string) => text.replace(/\s+/gu, '');
/** Upper case first: some letters have several lower-case forms that compare as one in upper case. */
const comparable = (text: string) => withoutSpaces(text).toUpperCase().toLowerCase();
