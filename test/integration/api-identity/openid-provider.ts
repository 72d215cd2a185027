import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** A real OpenID provider in a process of its own. */
export class OpenIdProvider {
  private constructor(
    readonly issuer: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(redirectUri: string, clientId: string, clientSecret: string): Promise<OpenIdProvider> {
    const child = fork(join(__dirname, 'openid-provider-process.mjs'), [redirectUri, clientId, clientSecret], {
      execArgv: [],
      silent: true,
    });
    const issuer = await new Promise<string>((resolve, reject) => {
      child.once('message', (message) => resolve((message as { issuer: string }).issuer));
      child.once('exit', (code) => reject(new Error(`The OpenID provider ended with ${code}.`)));
    });
    return new OpenIdProvider(issuer, child);
  }

  /**
   * Does what a person in a browser does: follows the address, gives a name, agrees, and is sent back.
   *
   * @returns the query of the redirect address
   */
  async signIn(authorizationUrl: string, name: string): Promise<string> {
    const cookies = new Map<string, string>();
    let request: { url: string; form?: Record<string, string> } = { url: authorizationUrl };
    for (let step = 0; step < 12; step++) {
      if (!request.url.startsWith(this.issuer)) return new URL(request.url).search.slice(1);
      const answer = await fetch(request.url, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
        ...(request.form && { method: 'POST', body: new URLSearchParams(request.form) }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(key, value);
      }
      const location = answer.headers.get('location');
      const page = await answer.text();
      if (location) request = { url: new URL(location, request.url).href };
      else request = { url: request.url, form: filledIn(page, name) };
    }
    throw new Error('The OpenID provider sends the person in circles.');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
  }
}

function filledIn(page: string, name: string): Record<string, string> {
  const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
  if (prompt === undefined) throw new Error(`The OpenID provider shows neither a form nor a way on: ${page}`);
  return prompt === 'login' ? { prompt, login: name, password: 'anything' } : { prompt };
}
