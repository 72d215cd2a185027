/** What is known of a quantity besides what devices say. */
export interface QuantityDescription {
  /** Of values that come without one: a symbol of SenML (RFC 8428 §12.1), or the field's own where it has none. */
  readonly unit: string | null;
  /** As many as are worth showing. */
  readonly decimals: number;
  readonly kind: 'measurement' | 'state';
  /** Outside of these a value is out of the ordinary; null: no such limit. */
  readonly low: number | null;
  readonly high: number | null;
}

const measured = (unit: string, decimals: number, low: number | null = null, high: number | null = null) =>
  ({ unit, decimals, kind: 'measurement', low, high }) as const;

const state = { unit: null, decimals: 0, kind: 'state', low: null, high: null } as const;

/**
 * Quantities by the names devices of this field give them. Limits are those of IEC 60038 (mains voltage ± 10 %), of
 * IEC 60076-7 (top oil, normal cyclic loading) and of IEC 60599 (typical hydrogen), as far as there is one for every device.
 */
const known = {
  battery: measured('%', 0, 20),
  current: measured('A', 2),
  frequency: measured('Hz', 2, 49.5, 50.5),
  humidity: measured('%RH', 0),
  hydrogen: measured('ppm', 0, null, 150),
  load: measured('%', 1, null, 100),
  moisture: measured('ppm', 1),
  oilTemperature: measured('Cel', 1, null, 105),
  onBattery: state,
  power: measured('W', 0),
  pressure: measured('Pa', 0),
  speed: measured('km/h', 0),
  state,
  temperature: measured('Cel', 1),
  voltage: measured('V', 1, 207, 253),
} as const satisfies Record<string, QuantityDescription>;

/** By name: those that are described, sorted. */
export const knownQuantities: readonly (readonly [name: string, description: QuantityDescription])[] =
  Object.entries(known);

const byName = new Map<string, QuantityDescription>(knownQuantities);

/** What is known of a quantity; undefined: nobody described it. */
export const describedQuantity = (name: string): QuantityDescription | undefined => byName.get(name);
