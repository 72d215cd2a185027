import type { Visit } from '../visit.js';

/** Invites a partner to the site whose permissions are shown, up to what came of it. @param typed fields by their names */
export async function invitePartner(
  visit: Visit,
  way: 'email' | 'key' | 'code',
  typed: Readonly<Record<string, string>> = {},
): Promise<void> {
  await visit.press('button', 'sharing.invite.verb');
  await visit.field('sharing.invite.way').selectOption(way);
  for (const [name, text] of Object.entries(typed)) await visit.field(`sharing.invite.${name}`).fill(text);
  await visit.confirms(`sharing.invite.action.${way}`);
}

/** The code that was just made, as it is shown, in groups; the window with it is closed. */
export async function shownCode(visit: Visit): Promise<string> {
  const code = await groupsOf(visit, visit.words('sharing.code.label'));
  await visit.confirms('common.close');
  return code;
}

/** The key of the reader's organization, in groups, which is shown when it is asked for. */
export async function shownKey(visit: Visit, name: string): Promise<string> {
  await visit.press('button', 'sharing.key.show');
  return groupsOf(visit, visit.words('sharing.key.title', { name }));
}

async function groupsOf(visit: Visit, label: string): Promise<string> {
  const groups = visit.page.locator('output').and(visit.page.getByLabel(label)).locator('span');
  await visit.sees(groups);
  return (await groups.allTextContents()).join('-');
}

/** Types a code as somebody does who was told it, up to what it opens. */
export async function typeCode(visit: Visit, code: string): Promise<void> {
  await visit.page.goto('/add-site');
  await visit.field('addSite.code').fill(code.toLowerCase().replaceAll('-', ' '));
  await visit.press('button', 'addSite.look');
}

/** Adds what a code offers, and opens it. */
export async function addOffered(visit: Visit, site: string): Promise<void> {
  await visit.press('button', 'addSite.action');
  await visit.press('link', 'addSite.toSite');
  await visit.sees(visit.page.getByRole('heading', { name: site, exact: true }));
}
