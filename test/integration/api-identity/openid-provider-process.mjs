// A real OpenID provider on a port of its own, for tests: whoever signs in is who the sign-in name says.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [redirectUri, clientId, clientSecret] = process.argv.slice(2);
const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
  claims: { email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  // The sign-in name "unverified:ada@example.com" is an address the provider has not verified.
  findAccount: (_context, name) => ({
    accountId: name,
    claims: () => ({
      sub: name,
      email: name.replace(/^unverified:/, ''),
      email_verified: !name.startsWith('unverified:'),
    }),
  }),
});
server.on('request', provider.callback());
process.send({ issuer });
process.once('disconnect', () => process.exit(0));
