import { fleetSummary, locations } from '#libs/contracts/http';
import { pause } from '../pause.js';
import type { Surroundings } from '../surroundings.js';
import { ApiClient } from './api-client.js';
import { customerToken, knowsDemo, providerToken, signIn } from './demo-accounts.js';
import { earlierCustomer, enrollDevice, registerDevice } from './demo-devices.js';
import type { DemoOptions } from './demo-options.js';
import { DemoState } from './demo-state.js';
import { Fleet } from './fleet.js';
import { inTurns } from './in-turns.js';
import { type PlannedCustomer, type PlannedProvider, planDemo } from './scenario.js';

/** RSA keys take the platform a few tenths of a second each; more at a time would only wait for one another. */
const CERTIFICATES_AT_A_TIME = 2;
const REPORT_MS = 10_000;
/** How long the devices have to be seen by the platform before it is told how many are. */
const SETTLE_MS = 20_000;

/**
 * Brings the demo to life and keeps it alive until it is stopped or its time is over.
 *
 * A demo that an earlier start made on this platform goes on with the same devices; otherwise a new one is made, with
 * names of its own.
 *
 * @throws {ApiUnreachableError} the platform does not answer
 * @throws {ApiRefusedError} it refuses something, the operator's password perhaps
 */
export async function runDemo(options: DemoOptions, surroundings: Surroundings): Promise<void> {
  const { say, clock, signal } = surroundings;
  const startedAt = performance.now();
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const api = new ApiClient(options.url, signal);
  const operator = await signIn(api, options.operatorEmail, options.operatorPassword);
  const state = await earlierOrNewDemo(api, options, surroundings);

  let fail: (cause: unknown) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const fleet = new Fleet(options, state, clock, fail);
  const living = async () => {
    for (const provider of planDemo(state.run)) {
      await settleProvider({ api, state, fleet, say: (line) => say(`${line}  (${elapsed()})`) }, operator, provider);
    }
    await untilConnected(fleet, signal);
    say(`${fleet.connected} of ${fleet.size} devices are connected after ${elapsed()}.`);
    await showWhatToSee(api, operator, options, state, say);
    await report(fleet, options.forMs, surroundings);
  };
  try {
    await Promise.race([living(), failure]);
  } catch (cause) {
    if (!signal.aborted) throw cause; // a request that was interrupted has failed as it should
  } finally {
    await fleet.stop();
    say(`Stopped. ${fleet.acknowledged} messages were acknowledged; "npm run demo" goes on with the same devices.`);
  }
}

async function earlierOrNewDemo(api: ApiClient, { folder, url }: DemoOptions, { clock, say }: Surroundings) {
  const earlier = DemoState.find(folder, url);
  if (earlier !== undefined) {
    if (await knowsDemo(api, earlier, planDemo(earlier.run))) {
      say(`Going on with the demo ${earlier.run} in ${folder}.`);
      return earlier;
    }
    say(`The platform does not know the demo ${earlier.run} any more; making a new one.`);
  }
  const run = Math.floor(clock.now().getTime() / 1000)
    .toString(36)
    .slice(-5)
    .toUpperCase();
  return DemoState.begin(folder, url, run);
}

interface Parts {
  readonly api: ApiClient;
  readonly state: DemoState;
  readonly fleet: Fleet;
  readonly say: (line: string) => void;
}

async function settleProvider(parts: Parts, operator: string, provider: PlannedProvider): Promise<void> {
  const { api, state, say } = parts;
  const token = await providerToken(api, state, operator, provider);
  say(`Provider  ${provider.name}, joined by invitation`);
  for (const customer of provider.customers) await settleCustomer(parts, token, customer);
}

async function settleCustomer(
  { api, state, fleet, say }: Parts,
  provider: string,
  plan: PlannedCustomer,
): Promise<void> {
  let registered = await earlierCustomer(api, state, provider, plan);
  for (const device of plan.devices) {
    registered = await registerDevice(api, state, provider, plan, device, registered);
  }
  if (registered === undefined) return; // a customer without devices has no account (R1-04)
  const token = await customerToken(api, state, provider, plan, registered.organizationId);
  await inTurns(plan.devices, CERTIFICATES_AT_A_TIME, async (device) => {
    await enrollDevice(api, state, token, device.serialNumber);
    fleet.start(device);
  });
  say(`Customer  ${plan.name}: account activated, ${plan.devices.length} devices registered, with certificates`);
}

async function untilConnected(fleet: Fleet, signal: AbortSignal): Promise<void> {
  const endAt = performance.now() + SETTLE_MS;
  while (!signal.aborted && fleet.connected < fleet.size && performance.now() < endAt) await pause(100, signal);
}

async function showWhatToSee(
  api: ApiClient,
  token: string,
  { url, operatorEmail }: DemoOptions,
  state: DemoState,
  say: (line: string) => void,
): Promise<void> {
  const { connectivity } = await api.get('/fleet/summary', fleetSummary, { token });
  const { features } = await api.get('/locations?zoom=24', locations, { token });
  say(
    `The platform counts ${connectivity.connected} connected devices and shows ${features.length} points on its map.`,
  );
  say('');
  say('What to look at');
  say(`  ${url}/api/docs                 every request that was just made, to try out`);
  say(`  GET ${url}/api/v1/fleet/summary      as ${operatorEmail}`);
  say(`  GET ${url}/api/v1/locations          two of the points move`);
  say(`  GET ${url}/api/v1/devices?q=RE4-${state.run}   then /devices/{id}/latest and /readings?quantity=load`);
  say(`  ${state.folder}/demo.json            who signs in how: two providers, five customers`);
  say('  One sensor in Lisbon has lost its clock: its readings have the time they came, and are marked.');
  say('  Revoke a certificate and see the device thrown out and refused, with the cause on its page.');
  say('');
}

async function report(fleet: Fleet, forMs: number | undefined, { say, signal }: Surroundings): Promise<void> {
  const endAt = performance.now() + (forMs ?? Number.POSITIVE_INFINITY);
  let told: ReadonlySet<string> = new Set();
  while (!signal.aborted && performance.now() < endAt) {
    await pause(Math.min(REPORT_MS, endAt - performance.now()), signal);
    say(
      `${fleet.connected} of ${fleet.size} connected, ${fleet.acknowledged} messages acknowledged, ${fleet.waiting} samples wait.`,
    );
    const refusals = fleet.refusals;
    for (const [reason, devices] of refusals) {
      const [first] = devices;
      const who = devices.length === 1 ? first : `${devices.length} devices, ${first} among them`;
      if (!told.has(reason)) say(`  ${who}: ${reason}`);
    }
    told = new Set(refusals.keys());
  }
}
