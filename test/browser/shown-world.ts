import {
  addedMember,
  assetDetails,
  createdApiKey,
  customRole,
  deviceBatchPage,
  helpComment,
  invitation,
  offlineMeasurement,
  organization,
  organizationKey,
  proposal,
  registrationAnswer,
  registrationRequestPage,
  shareCode,
} from '#libs/contracts/http';
import { newUuid } from '#libs/kernel';
import { checkedFile } from '../e2e/stories/csv-file.js';
import { linkIn, mailTo, secretOf } from '../e2e/stories/mailbox.js';
import { password } from '../e2e/stories/people.js';
import { daysFromNow } from '../e2e/stories/ups-form.js';
import type { ConsoleStory, Opened, Stocked } from './console-story.js';

/** A provider, its customer and what both have: enough that no page is empty. */
export interface ShownWorld {
  readonly customer: Opened;
  /** What stands for the parameter of a route, such as `$deviceId`; for `$token` by the route it is in. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Makes it over the API, once for all pictures. */
export async function shownWorld(console: ConsoleStory): Promise<ShownWorld> {
  const provider = console.provider.admin.api;
  const customer = await console.customer('Elektrociepłownia Żerań', 'ewa');
  const owner = customer.admin.api;
  for (const name of ['Alder Dairy', 'Wodociągi Gdynia'])
    await provider.make('/organizations', { kind: 'customer', name }, organization);
  await console.dispatch(3);
  const registered = await registration(console, customer);
  await live(console, registered.device, customer);
  const assetId = await transformer(console, customer);
  const siteId = registered.site?.id ?? '';
  const { code } = await owner.make(`/sites/${siteId}/share-codes`, { access: 'read' }, shareCode);
  await access(console, customer);
  await owner.make('/help-articles/6/comments', { text: 'The chart of five years helped us most.' }, helpComment);
  const file = 'name,address\nNowa Huta Steel,"Ujastek 1, Kraków"\n,no name\n';
  const query = `kind=customers&organizationId=${console.provider.id}&mode=best-effort&fileName=customers.csv`;
  const { id: importId } = await checkedFile(provider, query, file);
  return {
    customer,
    parameters: {
      organizationId: customer.id,
      providerId: console.provider.id,
      deviceId: registered.device.id,
      assetId,
      siteId,
      code,
      importId,
      batchId: await batch(console, registered.device),
      contractId: registered.contract.id,
      requestId: await request(console),
      draftId: newUuid(new Date()),
      number: '6',
      ...(await tokens(console, customer)),
    },
  };
}

/** A device with its equipment, site and contract. */
async function registration(console: ConsoleStory, { id, admin }: Opened) {
  const { serialNumber, macAddress } = console.label();
  const form = {
    organization: { id },
    person: { id: admin.id },
    device: { type: 'Sensor', serialNumber, macAddress },
    startDate: daysFromNow(0),
    equipment: { model: 'UPS', modelNumber: '1600XP 18kVA', serialNumber: `16${serialNumber}` },
    site: { name: 'Quay 4', address: 'Quay 4, Gdynia', lat: 54.52, lon: 18.55 },
  };
  return console.provider.admin.api.make('/registrations', form, registrationAnswer);
}

/** Tags for a device, and for one that is not there. */
async function batch(console: ConsoleStory, { id }: Stocked): Promise<string> {
  const provider = console.provider.admin.api;
  await provider.post('/device-batches', {
    ids: [id, newUuid(new Date())],
    action: { kind: 'tag', tags: ['Quay', 'Żerań'] },
  });
  const { items } = await provider.read('/device-batches', deviceBatchPage);
  return items[0]?.id ?? '';
}

/** A device that sends, and of which one message was no reading. */
async function live(console: ConsoleStory, device: Stocked, owner: Opened): Promise<void> {
  const connection = await console.connected(device, owner);
  const send = (message: string) => connection.publishAsync('devices/me/telemetry', message, { qos: 1 });
  for (const voltage of [229.8, 230.4, 231.7]) await send(JSON.stringify({ voltage, load: 43 }));
  await send('no reading');
  console.story.endsWith(() => connection.endAsync(true));
}

/** An asset with two samples of its oil, a day apart in what they say, and the provider's offer to look after it. */
async function transformer(console: ConsoleStory, { id: organizationId, admin }: Opened): Promise<string> {
  const provider = console.provider.admin.api;
  const asset = { organizationId, model: 'Transformer', serialNumber: 'T-1', name: 'Podgórze 1' };
  const { id } = await provider.make('/assets', asset, assetDetails);
  const gases = { methane: 85, acetylene: 130, ethylene: 197, ethane: 25, laboratory: 'Energopomiar' };
  for (const [days, hydrogen] of [
    [-90, 305],
    [-1, 405],
  ] as const) {
    const sample = { sampledAt: `${daysFromNow(days)}T09:30:00Z`, hydrogen, ...gases };
    await admin.api.make(`/assets/${id}/offline-measurements`, sample, offlineMeasurement);
  }
  await admin.api.put(`/assets/${id}/configuration`, {
    thresholds: [{ quantity: 'hydrogen', high: 150, unit: 'µL/L' }],
  });
  await provider.make(`/assets/${id}/proposals`, { message: 'We know this model well.' }, proposal);
  return id;
}

/** A role, a key, and people on their way in. */
async function access(console: ConsoleStory, { id }: Opened): Promise<void> {
  const provider = console.provider.admin.api;
  const of = `/organizations/${id}`;
  await provider.make(`${of}/roles`, { name: 'Shift lead', actions: ['fleet.read', 'asset.install'] }, customRole);
  await provider.make(`${of}/api-keys`, { name: 'Control room', actions: ['fleet.read'] }, createdApiKey);
}

/** What a device's owner asked the provider to register. */
async function request(console: ConsoleStory): Promise<string> {
  const provider = console.provider.admin.api;
  const { key } = await provider.read(`/organizations/${console.provider.id}/key`, organizationKey);
  const { serialNumber, macAddress } = console.label();
  const form = { organization: { name: 'Harbor Cold Store' }, device: { type: 'Sensor', serialNumber, macAddress } };
  await console.story.api.post('/registration-requests', { providerKey: key, ...form });
  const { items } = await provider.read('/registration-requests?status=open', registrationRequestPage);
  return items.find(({ form: { device } }) => device.serialNumber === serialNumber)?.id ?? '';
}

/** The secrets of links, each by the route that it opens. */
async function tokens(console: ConsoleStory, { id }: Opened): Promise<Record<string, string>> {
  const { api, mail } = console.story;
  const provider = console.provider.admin.api;
  const invited = { email: console.address('new'), name: 'Karin Young' };
  const { token = '' } = await provider.make(`/organizations/${id}/invitations`, invited, invitation);
  const added = { email: console.address('added'), firstName: 'Emil', lastName: 'Wrona', activation: 'link' };
  const { member, invitation: waiting } = await provider.make(`/organizations/${id}/members`, added, addedMember);
  const colleague = await console.colleague('reset', 'member');
  await api.post('/password-resets', { email: colleague.email });
  const moved = console.address('moved');
  await colleague.api.post('/me/address-change', { email: moved, password });
  return {
    '/invitation/$token': token,
    '/activate/$token': secretOf(member?.activationLink ?? waiting?.link ?? ''),
    '/reset/$token': secretOf(linkIn(await mailTo(mail, colleague.email, 'Choose a new'))),
    '/address/$token': secretOf(linkIn(await mailTo(mail, moved, 'Confirm your new'))),
  };
}
