import type * as OpenIdClient from 'openid-client';
import { emailAddress } from '#libs/contracts/http';
import type { IdentityProvider, SingleSignOnAttempt } from './identity-provider.js';
import { IdentityProviderFailedError, SingleSignOnFailedError } from './single-sign-on.errors.js';

/** How long an identity provider may take for an answer, seconds. */
const TIMEOUT_SECONDS = 10;

/** What the platform asks of an identity provider: the code flow with PKCE, nonce and state (RFC 7636, RFC 9700). */
export class RelyingParty {
  private constructor(
    private readonly openid: typeof OpenIdClient,
    private readonly configuration: OpenIdClient.Configuration,
    private readonly issuer: string,
  ) {}

  /**
   * Reads the discovery document, each time it is called.
   *
   * @throws {IdentityProviderFailedError} it cannot be read
   */
  static async at({ issuer, clientId }: IdentityProvider, clientSecret: string): Promise<RelyingParty> {
    // Loaded when the first organization uses it: most processes never do.
    const openid = await import('openid-client');
    const url = new URL(issuer);
    // Only this machine itself is spoken to in the clear; isUsableIssuer has seen to it.
    const execute = url.protocol === 'http:' ? [openid.allowInsecureRequests] : [];
    try {
      const options = { execute, timeout: TIMEOUT_SECONDS };
      const configuration = await openid.discovery(url, clientId, clientSecret, undefined, options);
      return new RelyingParty(openid, configuration, issuer);
    } catch (cause) {
      throw new IdentityProviderFailedError(issuer, cause);
    }
  }

  /** Where the person is sent to. */
  async authorizationUrl(
    { nonce, codeVerifier }: Pick<SingleSignOnAttempt, 'nonce' | 'codeVerifier'>,
    state: string,
    redirectUri: string,
  ): Promise<string> {
    const { openid } = this;
    const challenge = await openid.calculatePKCECodeChallenge(codeVerifier);
    return openid.buildAuthorizationUrl(this.configuration, {
      redirect_uri: redirectUri,
      scope: 'openid email',
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).href;
  }

  /**
   * Redeems the code the person came back with.
   *
   * @param cameBackTo the redirect address with all parameters
   * @returns the address the ID token vouches for, lower case
   * @throws {SingleSignOnFailedError} the identity provider refused, or its ID token proves nothing
   */
  async emailBehind(
    cameBackTo: URL,
    { nonce, codeVerifier }: Pick<SingleSignOnAttempt, 'nonce' | 'codeVerifier'>,
    state: string,
  ): Promise<string> {
    const checks = {
      expectedNonce: nonce,
      expectedState: state,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    };
    const { openid } = this;
    const tokens = await openid
      .authorizationCodeGrant(this.configuration, cameBackTo, checks)
      .catch((cause: unknown) => {
        if (cause instanceof openid.AuthorizationResponseError)
          throw new SingleSignOnFailedError(`it answered "${cause.error}"`, cause);
        if (cause instanceof openid.ResponseBodyError)
          throw new SingleSignOnFailedError(`it refused the code with "${cause.error}"`, cause);
        throw new SingleSignOnFailedError('its answer failed the checks of OpenID Connect', cause);
      });
    const told: Record<string, unknown> = { ...tokens.claims(), ...(await this.#userInfo(tokens)) };
    const { email, email_verified: verified } = told;
    if (typeof email !== 'string') throw new SingleSignOnFailedError('it told no e-mail address');
    if (verified === false) throw new SingleSignOnFailedError('it has not verified the e-mail address');
    // Kept addresses have their domain as the DNS knows it; one we would not keep is nobody's.
    return emailAddress.safeParse(email).data ?? email.toLowerCase();
  }

  /** Some providers tell the address here and not in the ID token (Core §5.3). */
  async #userInfo(tokens: OpenIdClient.TokenEndpointResponse & OpenIdClient.TokenEndpointResponseHelpers) {
    const claims = tokens.claims();
    if (claims === undefined || claims.email !== undefined || !this.configuration.serverMetadata().userinfo_endpoint)
      return {};
    try {
      return await this.openid.fetchUserInfo(this.configuration, tokens.access_token, claims.sub);
    } catch (cause) {
      throw new IdentityProviderFailedError(this.issuer, cause);
    }
  }
}
