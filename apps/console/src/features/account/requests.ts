import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type Acceptance,
  type AddressChangeBody,
  acceptanceAnswer,
  activationAnswer,
  begunSecondFactor,
  openInvitation,
  ownSessionPage,
  type PasswordChange,
  type ProfileChange,
  profile,
  recoveryCodes,
  type SecondFactorRemoval,
} from '#libs/contracts/http';
import { ask } from '../../app/http';

/** Answers without a body. */
const nothing = z.undefined();
/** Sessions a page. */
const PAGE = 25;

const keys = { invitation: (token: string) => ['invitation', token], sessions: ['own-sessions'] } as const;

/** Turns an account on by the token of its mail, and signs in for this browser. */
export const activate = (token: string, password: string) =>
  ask({ method: 'POST', path: `/activations/${token}`, body: { password, cookie: true }, answer: activationAnswer });

/** What the link of an invitation offers. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: keys.invitation(token),
    queryFn: ({ signal }) => ask({ path: `/invitations/${token}`, answer: openInvitation, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Joins an organization, and signs in for this browser. */
export const accept = (token: string, body: Acceptance) =>
  ask({
    method: 'POST',
    path: `/invitations/${token}/acceptance`,
    body: { ...body, cookie: true },
    answer: acceptanceAnswer,
  });

/** Has a link mailed by which a forgotten password is replaced; the answer is the same for every address. */
export const requestReset = (email: string) =>
  ask({ method: 'POST', path: '/password-resets', body: { email }, answer: nothing });

/** Replaces a forgotten password, and ends all sessions of its owner. */
export const resetPassword = (token: string, password: string) =>
  ask({ method: 'POST', path: `/password-resets/${token}`, body: { password }, answer: nothing });

/** Makes the address that the mail went to the one to sign in with. */
export const confirmAddress = (token: string) =>
  ask({ method: 'POST', path: `/address-changes/${token}`, answer: nothing });

/** Changes what is given; null takes a choice back. */
export const changeProfile = (body: ProfileChange) => ask({ method: 'PATCH', path: '/me', body, answer: profile });

/** Has a link mailed to another address; nothing changes before it is followed. */
export const requestAddressChange = (body: AddressChangeBody) =>
  ask({ method: 'POST', path: '/me/address-change', body, answer: nothing });

/** Ends all other sessions. */
export const changePassword = (body: PasswordChange) =>
  ask({ method: 'POST', path: '/me/password', body, answer: nothing });

/** A fresh secret; the sign-in asks for nothing before it is confirmed. */
export const beginSecondFactor = () => ask({ method: 'POST', path: '/me/second-factor', answer: begunSecondFactor });

/** From now on the sign-in asks for a code. The recovery codes are in this answer only. */
export const confirmSecondFactor = (code: string) =>
  ask({ method: 'POST', path: '/me/second-factor/confirmation', body: { code }, answer: recoveryCodes });

export const removeSecondFactor = (body: SecondFactorRemoval) =>
  ask({ method: 'DELETE', path: '/me/second-factor', body, answer: nothing });

/** Where the person is signed in, newest first. */
export const ownSessionsQuery = infiniteQueryOptions({
  queryKey: keys.sessions,
  queryFn: ({ pageParam, signal }) =>
    ask({ path: '/me/sessions', query: { limit: PAGE, cursor: pageParam }, answer: ownSessionPage, signal }),
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** @param id undefined: all but the one of this browser */
export const endSessions = (id: string | undefined) =>
  ask({ method: 'DELETE', path: id === undefined ? '/me/sessions' : `/me/sessions/${id}`, answer: nothing });
