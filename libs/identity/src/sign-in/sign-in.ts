import type { PersonId, UnitOfWork } from '#libs/kernel';
import type { CredentialCheck, Proof } from './credential-check.js';
import type { OpenedSession, Sessions } from './sessions.js';

/** What somebody signs in with. */
export interface Credentials extends Proof {
  /** The session is for a browser, its token goes out as a cookie. */
  readonly isCookie?: boolean | undefined;
}

export interface SignedInPerson extends OpenedSession {
  readonly person: { readonly id: PersonId; readonly email: string };
  /** What is asked of somebody whose password others have seen (R0-05). */
  readonly passwordChange: 'recommended' | 'required' | null;
}

/** Signs people in. */
export class SignIn {
  constructor(
    private readonly sessions: Sessions,
    private readonly credentials: CredentialCheck,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Signs somebody in with address and password.
   *
   * @throws what `CredentialCheck.require` refuses
   */
  async signIn({ isCookie = false, ...proof }: Credentials): Promise<SignedInPerson> {
    const { id, email, passwordStale = false } = await this.credentials.require(proof);
    const session = await this.unitOfWork.run(() => this.sessions.open(id, { isCookie }));
    return { ...session, person: { id, email }, passwordChange: this.sessions.passwordChangeFor(passwordStale) };
  }
}
