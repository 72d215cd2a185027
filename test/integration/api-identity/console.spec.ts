import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { API_START_LIMIT_MS, type RunningApi, startApiAlone } from './running-api.js';

const SCRIPT = `console.log('${'x'.repeat(2_000)}');`;
const DOCUMENT = `<!doctype html><html lang="en"><head>
<meta property="csp-nonce" nonce="__CSP_NONCE__"><meta name="public-origin" content="__PUBLIC_ORIGIN__">
<meta name="map-style" content="__MAP_STYLE_URL__"><meta name="map-attribution" content="__MAP_ATTRIBUTION__">
<script type="module" nonce="__CSP_NONCE__" src="/built/main-abc.js"></script></head><body></body></html>`;

/** Made by hand: what is tested here is the serving, whatever was built. */
async function aBuiltConsole(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'fieldgate-console-'));
  await mkdir(join(directory, 'built'));
  await mkdir(join(directory, '.vite'));
  const files = {
    'index.html': DOCUMENT,
    'color-scheme.js': '//',
    '.vite/manifest.json': '{}',
    'built/main-abc.js': SCRIPT,
    'built/main-abc.js.br': brotliCompressSync(SCRIPT),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  return directory;
}

describe('the console', () => {
  let api: RunningApi;
  let directory: string;
  beforeAll(async () => {
    directory = await aBuiltConsole();
    api = await startApiAlone({ consoleDirectory: directory });
  }, API_START_LIMIT_MS);
  afterAll(async () => {
    await api.stop();
    await rm(directory, { recursive: true });
  }, API_START_LIMIT_MS);

  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  async function open(path: string, headers: Record<string, string> = browser) {
    const answer = await fetch(`${api.url}${path}`, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  const nonceIn = (text: string) => [...text.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce);

  it.each(['/', '/devices', '/devices?connectivity=connected', '/activate/AbC-dEf_0', '/no/such/page'])(
    'is one document at %s, with the nonce of its policy in its tags and another one the next time',
    async (path) => {
      const [first, second] = [await open(path), await open(path)];
      expect(first.status).toBe(200);
      expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(first.headers.get('cache-control')).toBe('no-store');
      const policy = first.headers.get('content-security-policy') ?? '';
      const [, nonce] = /style-src 'self' 'nonce-([^']+)'/.exec(policy) ?? [];
      expect(nonceIn(first.text)).toEqual([nonce, nonce]);
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).not.toMatch(/unsafe|https:|\*/);
      expect(nonceIn(second.text)).not.toContain(nonce);
      expect(first.text).toContain('content="https://fieldgate.example"');
    },
  );

  it('has files that may be kept for ever, compressed for whoever accepts that', async () => {
    const file = await open('/built/main-abc.js', { 'accept-encoding': 'br' });
    expect(file).toMatchObject({ status: 200, text: SCRIPT });
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('content-encoding')).toBe('br');
    expect(file.headers.get('vary')).toBe('accept-encoding');
    const others = await open('/color-scheme.js');
    expect(others.headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/built/main-of-another-build.js', '/built/../index.html.map', '/.vite/manifest.json', '/favicon.png'])(
    'has no document for %s, which is a file that is not there',
    async (path) => {
      const { status, headers, text } = await open(path);
      expect({ status, type: headers.get('content-type')?.split(';')[0] }).toEqual({
        status: 404,
        type: 'application/problem+json',
      });
      expect(JSON.parse(text).code).toBe('request.route-unknown');
    },
  );

  it('leaves programs the problem document for an address that nothing has', async () => {
    for (const accept of ['application/json', '*/*']) {
      const { status, text } = await open('/devices', { accept });
      expect({ status, code: JSON.parse(text).code }).toEqual({ status: 404, code: 'request.route-unknown' });
    }
  });

  it('leaves what is the API’s to the API, whoever asks', async () => {
    expect(JSON.parse((await open('/api/v1/nothing')).text).code).toBe('request.route-unknown');
    expect((await open('/api/v1/password-resets')).status).toBe(405);
    expect((await open('/api/v1/me')).status).toBe(401);
    expect((await open('/metrics')).status).toBe(404);
    expect((await open('/health/live')).headers.get('content-type')).toContain('application/json');
    expect((await open('/api/docs')).text).toContain('swagger-ui');
  });

  it('names a map the operator chose, and lets pages load from exactly its origin beside ours', async () => {
    const styleUrl = 'https://tiles.example:8443/styles/{z}/{x}/{y}.png?key=a&b="$1"';
    const attribution = '© <Somebody> "& Sons" $&';
    const withMap = await startApiAlone({ consoleDirectory: directory, foreignMap: { styleUrl, attribution } });
    const answer = await fetch(withMap.url, { headers: browser });
    const text = await answer.text();
    expect(text).toContain('content="https://tiles.example:8443/styles/{z}/{x}/{y}.png?key=a&amp;b=&quot;$1&quot;"');
    expect(text).toContain('content="© &lt;Somebody> &quot;&amp; Sons&quot; $&amp;"');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("img-src 'self' data: blob: https://tiles.example:8443;");
    expect(policy).toContain("connect-src 'self' https://tiles.example:8443;");
    expect(policy.split('https:')).toHaveLength(3);
    await withMap.stop();
    expect((await open('/')).text).toContain('<meta name="map-style" content="">');
  });

  it('is not there without a build, and the log says so once', async () => {
    const without = await startApiAlone({ consoleDirectory: join(directory, 'nothing') });
    const answer = await fetch(`${without.url}/devices`, { headers: browser });
    expect(answer.status).toBe(404);
    expect(without.lines.filter((line) => line.includes('no console to serve'))).toHaveLength(1);
    await without.stop();
  });
});
