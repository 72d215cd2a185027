import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  addedMember,
  customRolePage,
  type MemberBody,
  type MemberChange,
  member,
  memberPage,
  type NewMember,
} from '#libs/contracts/http';
import { ask } from '../../../app/http';
import { listOf, organizationKeys } from '../requests';

/** As many as an organization may have. */
const ROLES = 100;
const nothing = z.undefined();

export const membersQuery = (id: string) => listOf<MemberBody>(id, 'members', memberPage);

/** The roles the organization made for itself, all of them. */
export const rolesQuery = (id: string) =>
  queryOptions({
    queryKey: organizationKeys.part(id, 'roles'),
    queryFn: async ({ signal }) => {
      const path = `/organizations/${id}/roles`;
      return (await ask({ path, query: { limit: ROLES }, answer: customRolePage, signal })).items;
    },
  });

const pathOf = (id: string, person: string) => `/organizations/${id}/members/${person}`;

export const addMember = (id: string, body: NewMember) =>
  ask({ method: 'POST', path: `/organizations/${id}/members`, body, answer: addedMember });

export const changeMember = (id: string, person: string, body: MemberChange) =>
  ask({ method: 'PATCH', path: pathOf(id, person), body, answer: member });

/** @param confirm the address of the person, typed */
export const removeMember = (id: string, person: string, confirm: string) =>
  ask({ method: 'DELETE', path: pathOf(id, person), query: { confirm }, answer: nothing });

/** Makes another activation link; the earlier ones are dead. @param activation email: it is mailed; link: it is only shown */
export const renewActivation = (id: string, person: string, activation: 'email' | 'link') =>
  ask({ method: 'POST', path: `${pathOf(id, person)}/activation`, body: { activation }, answer: member });

export const resetSecondFactor = (id: string, person: string) =>
  ask({ method: 'DELETE', path: `${pathOf(id, person)}/second-factor`, answer: nothing });

export const unlock = (id: string, person: string) =>
  ask({ method: 'DELETE', path: `${pathOf(id, person)}/lock`, answer: nothing });
