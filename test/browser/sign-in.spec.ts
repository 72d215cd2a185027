import { PLATFORM_START_LIMIT_MS } from '../e2e/platform/platform.js';
import { password } from '../e2e/stories/people.js';
import { describeInBrowser } from './chromium.js';
import { ConsoleStory } from './console-story.js';

jest.setTimeout(120_000);

describeInBrowser('signing in to the console', () => {
  let console: ConsoleStory;
  const credentials = () => ({ email: console.provider.admin.email, password });
  beforeAll(async () => {
    console = await ConsoleStory.begin('signin');
  }, PLATFORM_START_LIMIT_MS);
  afterEach(() => console?.endVisits());
  afterAll(() => console?.end(), PLATFORM_START_LIMIT_MS);

  it('refuses a wrong password in plain words, takes the right one, and shows nothing once signed out', async () => {
    const visit = await console.visit();
    const { page } = visit;
    await page.goto('/');
    await visit.sees(page.getByRole('heading', { name: 'Sign in' }));

    visit.expectRefusal('POST /api/v1/sessions 401');
    await visit.signIn({ ...credentials(), password: 'not the right one' });
    await visit.sees(page.getByRole('alert').filter({ hasText: 'Address and password do not match' }));
    await visit.look('sign-in-refused');

    await visit.signIn(credentials());
    await visit.sees(page.getByRole('button', { name: /Ada/ }));

    await page.goto('/no/such/page');
    await visit.sees(page.getByRole('heading', { name: 'There is no such page' }));
    await visit.look('not-found');

    await page.getByRole('button', { name: /Ada/ }).click();
    await visit.sees(page.getByRole('menuitem', { name: 'Sign out' }));
    await visit.look('name-menu');
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visit.sees(page.getByRole('heading', { name: 'Sign in' }));
    expect(visit.address).toBe('/sign-in');
    await page.goBack();
    await visit.sees(page.getByRole('heading', { name: 'Sign in' }));
  });

  it('leads back to the page and its filters when the session is lost', async () => {
    const visit = await console.visit();
    const { page } = visit;
    await page.goto('/devices?q=nothing&connectivity=never');
    await visit.signIn(credentials());
    await visit.sees(page.getByText('No device matches'));
    expect(visit.address).toBe('/devices?q=nothing&connectivity=never');

    await visit.losesSession();
    visit.expectRefusal('GET /api/v1/devices 401');
    await page.getByText('Connected', { exact: true }).click();
    await visit.reads('session.ended');
    await visit.look('sign-in-session-over');
    await visit.signIn(credentials());
    await visit.sees(page.getByText('No device matches'));
    const asked = Object.fromEntries(new URL(page.url()).searchParams);
    expect(asked).toEqual({ q: 'nothing', connectivity: 'connected' });
  });

  it('speaks the language of the browser, and another once it is chosen', async () => {
    const visit = await console.visit({ language: 'pl' });
    const { page } = visit;
    await page.goto('/sign-in');
    await visit.sees(page.getByRole('heading', { name: 'Zaloguj się' }));
    await page.getByRole('button', { name: 'English' }).click();
    await visit.sees(page.getByRole('heading', { name: 'Sign in' }));
    await page.reload();
    await visit.sees(page.getByRole('heading', { name: 'Sign in' }));
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('needs no mouse: fields, filters and the name menu are reached and left by keys', async () => {
    const visit = await console.visit();
    const { page } = visit;
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await page.goto('/devices');
    await visit.sees(page.getByRole('heading', { name: 'Sign in' }));
    // The address has the focus from the beginning.
    await page.keyboard.type(credentials().email);
    await press('Tab');
    await page.keyboard.type(credentials().password);
    await press('Enter');
    await visit.sees(page.getByRole('heading', { name: 'Devices' }));

    await page.getByRole('button', { name: /Ada/ }).focus();
    await press('Enter');
    await visit.sees(page.getByRole('menuitem', { name: 'Sign out' }));
    await press('Escape');
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor({ state: 'hidden' });
    expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('Ada');

    await page.getByLabel('Search devices').focus();
    await press('Tab', 'ArrowRight');
    await page.waitForURL(/connectivity=connected/);
    await press('ArrowRight');
    await page.waitForURL(/connectivity=disconnected/);
  });
});
