import { createHash } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Browser } from 'playwright-core';
import { assignment, dispatchAnswer, issuedCertificate } from '#libs/contracts/http';
import { connectionOf } from '../e2e/platform/device-connection.js';
import { joined, opened, password, type Somebody } from '../e2e/stories/people.js';
import { type Story, startStory } from '../e2e/stories/story.js';
import { chromiumBefore } from './chromium.js';
import { Tabs, type VisitOptions } from './tab.js';
import { Visit } from './visit.js';

/** An organization with its first administrator. */
export type Opened = Awaited<ReturnType<typeof opened>>;
/** A device that was sent to the provider. */
export interface Stocked {
  readonly id: string;
  readonly serialNumber: string;
  readonly macAddress: string;
}

/** For all stories before one browser. */
const tabsByBrowser = new WeakMap<Browser, Tabs>();

function tabsOf(browser: Browser, origin: string): Tabs {
  const tabs = tabsByBrowser.get(browser) ?? new Tabs(browser, origin);
  tabsByBrowser.set(browser, tabs);
  return tabs;
}

/** A browser before the running platform, and a provider of this story's own. */
export class ConsoleStory {
  readonly #open = new Set<Visit>();
  #devices = 0;

  private constructor(
    readonly story: Story,
    readonly provider: Opened,
    private readonly key: string,
  ) {}

  /** @param key makes addresses and labels differ from those of other stories; letters */
  static async begin(key: string, providerKind?: 'distributor'): Promise<ConsoleStory> {
    const story = await startStory();
    try {
      const form = { kind: 'provider', name: 'Northern Power', ...(providerKind && { providerKind }) } as const;
      return new ConsoleStory(story, await opened(story.api, story.operator, form, `ada@${key}.example`), key);
    } catch (failure) {
      await story.stop();
      throw failure;
    }
  }

  /** Where people open the console: sessions begin at the platform's own address only. */
  get origin(): string {
    return `http://localhost:${this.story.platform.httpPort}`;
  }

  /** An address of this story alone. */
  address(name: string): string {
    return `${name}@${this.key}.example`;
  }

  /** What stands on the label of a device that nobody registered yet. */
  label(): { readonly serialNumber: string; readonly macAddress: string } {
    this.#devices += 1;
    const number = this.#devices.toString(16).padStart(4, '0').toUpperCase();
    // Locally administered (IEEE 802), and the same for nobody but this story.
    const prefix = createHash('sha256').update(this.key).digest('hex').slice(0, 6).toUpperCase();
    const octets = `02${prefix}${number}`.match(/../g) ?? [];
    return { serialNumber: `${this.key.toUpperCase()}-${number}`, macAddress: octets.join(':') };
  }

  /** A browser in which nobody is signed in. */
  async visit(options?: VisitOptions): Promise<Visit> {
    const tabs = tabsOf(await chromiumBefore(this.story), this.origin);
    const visit = new Visit(await tabs.take(options), (tab) => tabs.giveBack(tab));
    this.#open.add(visit);
    return visit;
  }

  /** A browser in which somebody is signed in, on a page. */
  async visitOf({ email }: Pick<Somebody, 'email'>, path: string, options?: VisitOptions): Promise<Visit> {
    const visit = await this.visit(options);
    await visit.hasSession({ email, password });
    await visit.page.goto(path);
    return visit;
  }

  /** A customer of the provider, with its administrator. */
  customer(name: string, admin: string): Promise<Opened> {
    return opened(this.story.api, this.provider.admin.api, { kind: 'customer', name }, this.address(admin));
  }

  /** Somebody else of the provider. */
  colleague(name: string, role: 'admin' | 'member' | 'viewer'): Promise<Somebody> {
    return joined(this.story.api, this.provider.admin.api, this.provider.id, this.address(name), role);
  }

  /** Devices that production sends to the provider, none of which has connected. */
  async dispatch(count: number): Promise<Stocked[]> {
    const devices = Array.from({ length: count }, () => ({ ...this.label(), type: 'Sensor' }));
    const list = { organizationId: this.provider.id, devices };
    const { items } = await this.story.operator.make('/devices/dispatches', list, dispatchAnswer);
    return items.map(({ id }, place) => ({ ...(devices[place] ?? this.label()), id }));
  }

  /** A device in the hands of a customer, who has not given it a certificate. */
  async deviceOf({ id: organizationId }: Opened): Promise<Stocked> {
    const [device] = await this.dispatch(1);
    if (!device) throw new Error('Nothing was dispatched.');
    await this.provider.admin.api.make(`/devices/${device.id}/assignment`, { organizationId }, assignment);
    return device;
  }

  /** The two files of a new certificate, made by the owner of a device. */
  async certificateFor({ id }: Stocked, { admin }: Opened) {
    const { files, certificate } = await admin.api.make(`/devices/${id}/certificates`, {}, issuedCertificate);
    const [key = '', pem = ''] = files.map(({ content }) => content);
    return { key, pem, serialNumber: certificate.serialNumber };
  }

  /** Connects a device of a customer, with a new certificate. */
  async connected(device: Stocked, owner: Opened): Promise<MqttClient> {
    return connectAsync(connectionOf(this.story.platform, await this.certificateFor(device, owner)));
  }

  /** Fails where something went wrong unseen on any page that is open. */
  hadNoFaults(): void {
    expect([...this.#open].flatMap((visit) => visit.faults())).toEqual([]);
  }

  /** Ends every visit of a test, and fails it if something went wrong unseen. */
  async endVisits(): Promise<void> {
    const visits = [...this.#open];
    this.#open.clear();
    for (const visit of visits) await visit.end();
    expect(visits.flatMap((visit) => visit.faults())).toEqual([]);
  }

  async end(): Promise<void> {
    for (const visit of this.#open) await visit.end();
    await this.story.stop();
  }
}
