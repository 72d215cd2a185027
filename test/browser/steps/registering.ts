import type { Locator } from 'playwright-core';
import type { Visit } from '../visit.js';

/** What is typed or chosen in the form, by the names of `POST /registrations`. */
export type Typed = Readonly<Record<string, string>>;

/** A customer and its contact that nobody knows yet. */
export const newCustomer = (company: string, email: string): Typed => ({
  'organization.name': company,
  'person.firstName': 'Grażyna',
  'person.lastName': 'Wiśniewska',
  'person.email': email,
  'person.phone': '+48 22 555 01 00',
});

/** A device of a type by its label, its equipment with a place, and the day the service begins. */
export const newDevice = (
  label: { readonly serialNumber: string; readonly macAddress: string },
  type: string,
): Typed => ({
  'device.serialNumber': label.serialNumber,
  'device.macAddress': label.macAddress,
  'device.type': type,
  'equipment.model': 'UPS',
  'equipment.modelNumber': '1600XP 18kVA',
  'equipment.serialNumber': `16${label.serialNumber}`,
  'site.name': 'Quay 4',
  'site.lat': '54.52',
  'site.lon': '18.55',
  startDate: new Date().toISOString().slice(0, 10),
});

/** A field of the form. */
export const fieldOf = (visit: Visit, name: string): Locator => visit.field(`registration.field.${name}`);

/** Types and chooses, in the order given. */
export async function typeIn(visit: Visit, typed: Typed): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const field = fieldOf(visit, name);
    if ((await field.and(visit.page.locator('select')).count()) > 0) await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Presses Create, and waits until all of it is made. */
export async function create(visit: Visit, serialNumber: string): Promise<void> {
  await visit.press('button', 'registration.action');
  await visit.sees(
    visit.page.getByRole('heading', { name: visit.words('registration.done', { device: serialNumber }) }),
  );
}
