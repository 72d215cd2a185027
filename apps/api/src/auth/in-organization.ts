import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { organizationIdField } from '#libs/contracts/http';
import { type Actor, actingIn } from '#libs/identity';
import { InvalidRequestError } from '../problems/request-errors.js';
import { checked } from '../request/request-validation.pipe.js';

export const IN_ORGANIZATION = 'fieldgate:in-organization';

/**
 * Lets who asks say in which of their organizations they look: by `in` the route is answered as if they belonged to that one
 * alone. For lists, what counts them and what is begun for all that one finds; the guard takes the parameter away before the route's own are checked.
 */
export const InOrganization = () =>
  applyDecorators(
    SetMetadata(IN_ORGANIZATION, true),
    ApiQuery({
      name: 'in',
      required: false,
      schema: { type: 'string', format: 'uuid' },
      description:
        'One of the organizations you belong to: only what you see as a member of it, and nothing that was shared with you yourself.',
    }),
  );

const parameter = z.strictObject({ in: organizationIdField });

/**
 * The actor as who they are in the organization that the query names; takes `in` out of the query.
 *
 * @throws {InvalidRequestError} it names none of theirs
 */
export function asAsked(actor: Actor, request: FastifyRequest): Actor {
  const { in: asked, ...query } = request.query as Readonly<Record<string, unknown>>;
  if (asked === undefined) return actor;
  const narrowed = actingIn(actor, checked(parameter, { in: asked }).in);
  if (!narrowed) throw new InvalidRequestError([{ path: 'in', message: 'must be an organization you belong to' }]);
  request.query = query;
  return narrowed;
}
