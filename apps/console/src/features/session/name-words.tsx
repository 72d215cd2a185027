import type { ProfileBody } from '#libs/contracts/http';

/** Who is signed in: on a phone by initials, which leave the name to who listens. */
export const NameWords = ({ person }: { readonly person: ProfileBody }) => (
  <>
    <span className="name-initials" aria-hidden="true">
      {initialsOf(person)}
    </span>
    <span className="name-words">{nameOf(person)}</span>
  </>
);

const nameOf = ({ firstName, lastName, email }: ProfileBody) => `${firstName} ${lastName}`.trim() || email;

/** First code points, so that letters beyond 16 bits stay whole. */
function initialsOf({ firstName, lastName, email }: ProfileBody): string {
  const names = [firstName, lastName].filter((name) => name !== '');
  return (names.length > 0 ? names : [email]).map((name) => [...name][0]?.toUpperCase()).join('');
}
