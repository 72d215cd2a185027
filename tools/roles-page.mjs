// Writes docs/roles.md: who may do what, asked of the rule that decides it.
//   node tools/roles-page.mjs           writes the page
//   node tools/roles-page.mjs --check   fails when the page is not what it would write
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actions, grantableActions, may } from '../dist/libs/identity/src/access/permissions.js';
import { byManaging, byManagingForOrganization, byReading } from '../dist/libs/identity/src/access/placed-access.js';
import { root, textOf } from './lib/tree.mjs';

const page = 'docs/roles.md';

/** What each action is, by the noun it begins with. */
const meanings = {
  'organization.read': 'See an organization, its place in the tree and its settings',
  'organization.create': 'Open an organization below',
  'organization.edit': 'Rename it, change its address and contacts',
  'organization.move': 'Put it under another organization',
  'organization.delete': 'Delete it with all below it; a provider only once it has no customers',
  'organization.choose-provider-kind': 'Say which kind of provider it is',
  'organization.choose-home': 'Choose the home dashboard its people see first',
  'organization.limit-assets': 'Limit how many assets it may have',
  'organization.delegate-certificates': 'Let the provider generate certificates for its devices, or no longer',
  'member.read': 'See who belongs to it',
  'member.administer': 'Change roles, unlock accounts, reset second factors, send links anew',
  'member.invite': 'Invite somebody, one by one or by a file',
  'member.delete': 'Take somebody out',
  'member.self-grant': 'Join a customer’s organization, always as member; its administrators are told',
  'role.read': 'See its custom roles',
  'role.administer': 'Make and change custom roles',
  'api-key.administer': 'Make and revoke API keys',
  'identity-provider.read': 'See by which identity provider its people sign in',
  'identity-provider.administer': 'Set up single sign-on',
  'audit.read': 'Read and export the audit trail',
  'outbox.read': 'Read the outbox of mails and send one again',
  'help.moderate': 'Remove comments below help articles',
  'operation.read': 'See how the platform runs: brokers, queues, jobs, database',
  'registration.create': 'Register customer, person, device and equipment with one form, or answer a request to',
  'fleet.read': 'See devices, assets, sites, contracts and what devices measured',
  'certificate.generate': 'Generate a certificate for a device',
  'certificate.revoke': 'Revoke a certificate',
  'device.suspend': 'Suspend a device and let it back',
  'device.retire': 'Take a device out of service for good',
  'device.dispatch': 'Put devices into a provider’s stock',
  'device.assign': 'Give a device to an organization, take it back, transfer it',
  'device.edit': 'Name a device, tag it, place it at a site',
  'device.replace': 'Put another device in the place of one',
  'model.administer': 'Maintain the catalog of equipment',
  'asset.create': 'Add an asset',
  'asset.edit': 'Change an asset or remove it',
  'asset.install': 'Install a device at an asset and take it off',
  'asset.configure': 'Set thresholds and the contact note of an asset',
  'measurement.upload': 'Upload offline measurements and correct them',
  'service.propose': 'Propose service terms to a customer',
  'service.answer': 'Accept or decline proposed service terms',
  'contract.renew': 'Renew a contract, end it, change its dates',
  'site.edit': 'Make, change and remove sites',
  'site.share': 'Share a site and end the sharing',
  'site.read-access': 'See who looked at a shared site',
  'table.arrange': 'Arrange the columns of lists',
  'view.share': 'Share views of lists with colleagues',
};

const undescribed = actions.filter((action) => meanings[action] === undefined);
const unknown = Object.keys(meanings).filter((action) => !actions.includes(action));
if (undescribed.length > 0 || unknown.length > 0) {
  console.error(
    `tools/roles-page.mjs says what each action is. Missing there: ${undescribed.join(', ') || 'none'}; no action any more: ${unknown.join(', ') || 'none'}.`,
  );
  process.exit(1);
}

const kinds = ['operator', 'provider', 'customer'];
const roles = ['admin', 'member', 'viewer'];
const home = '/home/';

/** How far somebody of this kind and role reaches with the action, in the words of the page. */
function reach(kind, role, action) {
  const actor = { memberships: [{ kind, role, path: home, organizationId: 'home' }] };
  const allowed = (path, delegatesCertificates) => may(actor, action, { path, delegatesCertificates });
  const own = allowed(home, false);
  const below = allowed(`${home}below/`, false);
  if (own && below) return 'all';
  if (own) return 'own';
  if (below) return 'below';
  return allowed(`${home}below/`, true) ? 'delegated' : '–';
}

const row = (action) => {
  const cells = kinds.flatMap((kind) => roles.map((role) => reach(kind, role, action)));
  return `| \`${action}\` | ${meanings[action]} | ${cells.join(' | ')} |`;
};
const columns = kinds.flatMap((kind) => roles.map((role) => `${kind} ${role}`));
const listed = (list) => list.map((action) => `\`${action}\``).join(', ');
const neverGranted = actions.filter((action) => !kinds.some((kind) => grantableActions(kind).includes(action)));

const text = `# Roles

<!-- Written by tools/roles-page.mjs from libs/identity/src/access; change the rule there instead. -->

Who may do what. A person has one role in each organization they belong to, and the best of them counts. What is not allowed
here is refused with 403 and the code \`identity.not-allowed\`, in words that name who may; what one does not see is 404.

**all**: in one's own organization and all below it · **own**: in one's own alone · **below**: below it, not in it ·
**delegated**: below it, where the customer delegates its certificates · –: not at all

| Action | What it is | ${columns.join(' | ')} |
|---|---|${columns.map(() => '---|').join('')}
${actions.map(row).join('\n')}

## Giving roles

Nobody gives a role with more in it than they have (\`identity.role-too-wide\`), and into an organization below their own nothing
wider than \`member\`; but its first administrator is named by an administrator above it, and a provider's administrators by
the operator's.

## Custom roles and API keys

A custom role or an API key is a set of these actions, as far as an administrator of its organization reaches, and nothing else.
${listed(neverGranted)} is never part of one: whoever had it could widen the set they act by.

## Shared sites

A grant of a site lets in people who belong neither to its owner nor above it, for that site and what stands there:

- one that lets **read**: ${listed(byReading)}. What concerns the owner alone (certificates, contracts, people) stays theirs:
  \`fleet.owners-only\`.
- one that lets **manage**, besides: ${listed(byManaging)}; for the people of an organization it was given to, whose own role
  allows it, also ${listed(byManagingForOrganization)}.

The owner sees in the access log of the site who looked.
`;

if (!process.argv.includes('--check')) {
  writeFileSync(join(root, page), text);
  console.log(`${page}: ${actions.length} actions`);
} else if (textOf(page) !== text) {
  console.error('docs/roles.md is not what libs/identity/src/access allows: run `node tools/roles-page.mjs`.');
  process.exit(1);
}
