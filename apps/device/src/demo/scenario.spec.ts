import { registrationRequest } from '#libs/contracts/http';
import { registrationForm } from './registration-form.js';
import { planDemo } from './scenario.js';

const START = '2026-11-21';
const providers = planDemo('K7Q2M');
const customers = providers.flatMap((provider) => provider.customers);
const devices = customers.flatMap((customer) => customer.devices);

describe('the demo’s plan', () => {
  it('has two providers, five customers and fifty devices of three kinds', () => {
    expect([providers.length, customers.length, devices.length]).toEqual([2, 5, 50]);
    const count = (profile: string) => devices.filter((device) => device.profile === profile).length;
    expect([count('ups'), count('transformer'), count('moving')]).toEqual([28, 20, 2]);
  });

  it('gives every device a serial number and MAC address of its own, in this demo and beside another', () => {
    const all = [...devices, ...planDemo('K7Q2N').flatMap((one) => one.customers.flatMap((other) => other.devices))];
    expect(new Set(all.map(({ serialNumber }) => serialNumber)).size).toBe(100);
    expect(new Set(all.map(({ macAddress }) => macAddress)).size).toBe(100);
  });

  it('R1-08…R1-23: fills in the form so that the platform takes it', () => {
    for (const customer of customers) {
      for (const device of customer.devices) {
        const form = registrationForm(customer, device, { startDate: START });
        expect(registrationRequest.safeParse(form)).toMatchObject({ success: true });
      }
    }
  });

  it('places what stands in a city, and gives what moves a route instead', () => {
    for (const { profile, site, route } of devices) {
      expect(site === undefined).toBe(profile === 'moving');
      expect(route === undefined).toBe(profile !== 'moving');
    }
    const places = devices.flatMap(({ site }) => (site ? [`${site.latitude},${site.longitude}`] : []));
    expect(new Set(places).size).toBe(48);
  });

  it('has one device whose clock is lost', () => {
    expect(devices.filter(({ clockIsLost }) => clockIsLost)).toHaveLength(1);
  });
});
