import type { Place } from '../profiles/moving-unit.js';
import type { Profile } from '../profiles/profile.js';
import { CITIES, type City } from './places.js';

/** A device of the demo as its registration form has it (R1-08…R1-23). */
export interface PlannedDevice {
  readonly serialNumber: string;
  readonly macAddress: string;
  /** Name of a device model: "RemotEye 4" has RSA-2048 keys, "Sensor" P-256. */
  readonly type: 'RemotEye 4' | 'Sensor';
  readonly equipment: {
    readonly model: 'UPS' | 'Transformer';
    readonly modelNumber: string;
    readonly serialNumber: string;
  };
  /** Where it stands; `undefined` for what moves. */
  readonly site: (Place & { readonly name: string; readonly address: string }) | undefined;
  readonly profile: Profile;
  /** The stops of a moving unit. */
  readonly route: readonly [Place, Place, ...Place[]] | undefined;
  /** It counts its time from when it was switched on, as a device does whose clock lost its battery. */
  readonly clockIsLost: boolean;
}

/** A customer of the demo with its person and devices. */
export interface PlannedCustomer {
  readonly name: string;
  readonly person: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
  };
  readonly devices: readonly PlannedDevice[];
}

/** A provider of the demo with its administrator and customers. */
export interface PlannedProvider {
  readonly name: string;
  readonly administrator: { readonly firstName: string; readonly lastName: string; readonly email: string };
  readonly customers: readonly PlannedCustomer[];
}

interface CustomerOutline {
  readonly name: string;
  readonly contact: readonly [firstName: string, lastName: string];
  readonly equipment: 'UPS' | 'Transformer';
  readonly cities: readonly City[];
  /** Cities a moving unit of this customer visits. */
  readonly round?: readonly [City, City, City];
}

const OUTLINE: readonly {
  readonly name: string;
  readonly administrator: readonly [firstName: string, lastName: string];
  readonly customers: readonly CustomerOutline[];
}[] = [
  {
    name: 'Meridian Power Service',
    administrator: ['Irena', 'Kowalska'],
    customers: [
      {
        name: 'Vistula Data Centers',
        contact: ['Jan', 'Nowak'],
        equipment: 'UPS',
        cities: ['Warsaw', 'Kraków', 'Łódź', 'Gdańsk', 'Poznań'],
        round: ['Warsaw', 'Łódź', 'Poznań'],
      },
      {
        name: 'Rhine Hospitals',
        contact: ['Greta', 'Lindner'],
        equipment: 'UPS',
        cities: ['Berlin', 'Hamburg', 'Cologne', 'Munich', 'Frankfurt'],
      },
      {
        name: 'Alpine Grid',
        contact: ['Luca', 'Moser'],
        equipment: 'Transformer',
        cities: ['Vienna', 'Zurich', 'Milan', 'Prague', 'Budapest'],
        round: ['Vienna', 'Budapest', 'Prague'],
      },
    ],
  },
  {
    name: 'Southern Cross Monitoring',
    administrator: ['Amelia', 'Stone'],
    customers: [
      {
        name: 'Atlantic Utilities',
        contact: ['Rafael', 'Costa'],
        equipment: 'Transformer',
        cities: ['New York', 'Chicago', 'Toronto', 'São Paulo', 'Lisbon'],
      },
      {
        name: 'Pacific Networks',
        contact: ['Hana', 'Mori'],
        equipment: 'UPS',
        cities: ['Tokyo', 'Singapore', 'Sydney', 'Auckland'],
      },
    ],
  },
];

/** Degrees by which the two devices of a city stand apart from its center: about a kilometer. */
const APART = 0.01;

/**
 * Plans the demo: two providers, five customers, fifty devices of three kinds.
 *
 * @param run a short word of letters and digits that makes every name of this demo unique on its platform
 */
export function planDemo(run: string): readonly PlannedProvider[] {
  let number = 0;
  return OUTLINE.map(({ name, administrator: [firstName, lastName], customers }) => ({
    name: `${name} ${run}`,
    administrator: { firstName, lastName, email: address(firstName, lastName, run) },
    customers: customers.map((outline) => {
      const [contactFirst, contactLast] = outline.contact;
      const email = address(contactFirst, contactLast, run);
      const stationary = outline.cities.flatMap((city) =>
        [0, 1].map((at) => deviceIn(city, at, outline, run, ++number)),
      );
      const moving = outline.round === undefined ? [] : [movingDevice(outline.round, outline, run, ++number)];
      return {
        name: `${outline.name} ${run}`,
        person: { firstName: contactFirst, lastName: contactLast, email, phone: '+48 22 555 01 00' },
        devices: [...stationary, ...moving],
      };
    }),
  }));
}

function deviceIn(city: City, at: number, outline: CustomerOutline, run: string, number: number): PlannedDevice {
  const { latitude, longitude } = CITIES[city];
  const offset = at === 0 ? -APART : APART;
  const isUps = outline.equipment === 'UPS';
  return {
    ...identity(outline.equipment, run, number),
    site: {
      name: `${city} ${isUps ? 'server room' : 'substation'} ${at + 1}`,
      address: city,
      latitude: round(latitude + offset),
      longitude: round(longitude + offset),
    },
    profile: isUps ? 'ups' : 'transformer',
    route: undefined,
    clockIsLost: city === 'Lisbon' && at === 1,
  };
}

function movingDevice(stops: readonly [City, City, City], { equipment }: CustomerOutline, run: string, number: number) {
  const [first, second, third] = stops;
  return {
    ...identity(equipment, run, number),
    site: undefined,
    profile: 'moving',
    route: [CITIES[first], CITIES[second], CITIES[third]],
    clockIsLost: false,
  } as const;
}

function identity(equipment: 'UPS' | 'Transformer', run: string, number: number) {
  const isUps = equipment === 'UPS';
  const digits = String(number).padStart(3, '0');
  return {
    serialNumber: `${isUps ? 'RE4' : 'SEN'}-${run}-${digits}`,
    macAddress: macAddress(run, number),
    type: isUps ? 'RemotEye 4' : 'Sensor',
    equipment: {
      model: equipment,
      modelNumber: isUps ? '1600XP 18kVA' : 'TX-40 MVA',
      serialNumber: `${isUps ? '1603' : '4010'}${run}${digits}`,
    },
  } as const;
}

/** A locally administered address (IEEE 802-2014 §8.2.2): three octets from the run, two from the number. */
function macAddress(run: string, number: number): string {
  let mixed = 0;
  for (const character of run) mixed = (Math.imul(mixed, 31) + character.charCodeAt(0)) >>> 0;
  const octets = [0x02, (mixed >>> 16) & 0xff, (mixed >>> 8) & 0xff, mixed & 0xff, number >>> 8, number & 0xff];
  return octets.map((octet) => octet.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

function address(firstName: string, lastName: string, run: string): string {
  return `${firstName}.${lastName}@${run}.demo.example`.toLowerCase();
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
