import { z } from 'zod';
import { type CustomRoleChange, customRole, type NewCustomRole } from '#libs/contracts/http';
import { ask } from '../../../app/http';

const pathOf = (id: string, role: string) => `/organizations/${id}/roles/${role}`;

export const createRole = (id: string, body: NewCustomRole) =>
  ask({ method: 'POST', path: `/organizations/${id}/roles`, body, answer: customRole });

export const changeRole = (id: string, role: string, body: CustomRoleChange) =>
  ask({ method: 'PATCH', path: pathOf(id, role), body, answer: customRole });

export const deleteRole = (id: string, role: string) =>
  ask({ method: 'DELETE', path: pathOf(id, role), answer: z.undefined() });
