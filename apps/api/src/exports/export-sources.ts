import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import { z } from 'zod';
import {
  assetQuery,
  auditQuery,
  contractQuery,
  deviceIdField,
  deviceQuery,
  invitationQuery,
  memberQuery,
  offlineMeasurementQuery,
  organizationIdField,
  organizationQuery,
  proposalQuery,
  registrationRequestQuery,
  siteQuery,
  type TableName,
  transferQuery,
  uuid,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { AssetsController } from '../assets/assets.controller.js';
import { AuditEventsController } from '../audit-events/audit-events.controller.js';
import { ContractsController } from '../contracts/contracts.controller.js';
import { DeviceAssignmentsController } from '../devices/device-assignments.controller.js';
import { DevicesController } from '../devices/devices.controller.js';
import { OfflineMeasurementsController } from '../offline-measurements/offline-measurements.controller.js';
import { MembersController } from '../organizations/members.controller.js';
import { OrganizationInvitationsController } from '../organizations/organization-invitations.controller.js';
import { OrganizationsController } from '../organizations/organizations.controller.js';
import { InvalidRequestError } from '../problems/request-errors.js';
import { ProposalsController } from '../proposals/proposals.controller.js';
import { RegistrationRequestsController } from '../registration-requests/registration-requests.controller.js';
import { checked } from '../request/request-validation.pipe.js';
import { SitesController } from '../sites/sites.controller.js';
import type { ListPage } from './export-lines.js';

/** Rows read at a time: more than a page over HTTP has, so that a file takes fewer statements. */
const PAGE_ROWS = 1000;

/** The query of an export but for the fields of its own, as it came. */
export type ListParameters = Readonly<Record<string, unknown>>;

/** Which rows of the list; `all`: its filters do not count. */
export type RowChoice = 'all' | 'filtered';

/** Reads the page behind a cursor, or the first one, as the actor sees it then. */
type PageReader = (actor: Actor, cursor: string | undefined) => Promise<ListPage>;

/**
 * Checks what the list is asked with.
 *
 * @throws {InvalidRequestError} the list would refuse it, too
 */
type ExportSource = (routes: ModuleRef, parameters: ListParameters, choice: RowChoice) => PageReader;

/**
 * A list as its own route answers it: with its query, its rights, its items. Nothing of it is said here again.
 *
 * @param place what stands in the path of the route, and in the query of its export
 */
function listOf<Route, Place, Query extends { readonly limit: number }>(
  route: Type<Route>,
  place: z.ZodObject & z.ZodType<Place>,
  query: z.ZodType<Query>,
  list: (route: Route, actor: Actor, query: Query, place: Place) => Promise<ListPage>,
): ExportSource {
  return (routes, { limit, cursor: begin, count, ...parameters }, choice) => {
    refusePaging({ limit, cursor: begin, count });
    const isOfPlace = (name: string) => name in place.shape;
    const where = checked(place, picked(parameters, isOfPlace));
    const asked = picked(parameters, (name) => !isOfPlace(name));
    checked(query, asked);
    const kept = choice === 'all' ? picked(asked, (name) => name === 'sort') : asked;
    const handler = routes.get(route, { strict: false });
    return (actor, cursor) => {
      const page = checked(query, cursor === undefined ? kept : { ...kept, cursor });
      return list(handler, actor, { ...page, limit: PAGE_ROWS }, where);
    };
  };
}

/** A file holds the whole list. */
function refusePaging(paging: ListParameters): void {
  const given = Object.keys(paging).filter((name) => paging[name] !== undefined);
  if (given.length > 0)
    throw new InvalidRequestError(given.map((path) => ({ path, message: 'is not for exports: a file has all rows' })));
}

const picked = (parameters: ListParameters, isWanted: (name: string) => boolean): ListParameters =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => isWanted(name)));

const nowhere = z.strictObject({});
const inOrganization = z.strictObject({ organizationId: organizationIdField });
const ofAsset = z.strictObject({ assetId: uuid });
const ofDevice = z.strictObject({ deviceId: deviceIdField });

/** Every table's list. */
export const exportSources: Readonly<Record<TableName, ExportSource>> = {
  organizations: listOf(OrganizationsController, nowhere, organizationQuery, (route, actor, query) =>
    route.list(actor, query),
  ),
  devices: listOf(DevicesController, nowhere, deviceQuery, (route, actor, query) => route.list(actor, query)),
  members: listOf(MembersController, inOrganization, memberQuery, (route, actor, query, { organizationId }) =>
    route.list(actor, organizationId, query),
  ),
  invitations: listOf(
    OrganizationInvitationsController,
    inOrganization,
    invitationQuery,
    (route, actor, query, { organizationId }) => route.list(actor, organizationId, query),
  ),
  'audit-events': listOf(AuditEventsController, nowhere, auditQuery, (route, actor, query) => route.list(actor, query)),
  assets: listOf(AssetsController, nowhere, assetQuery, (route, actor, query) => route.list(actor, query)),
  sites: listOf(SitesController, nowhere, siteQuery, (route, actor, query) => route.list(actor, query)),
  contracts: listOf(ContractsController, nowhere, contractQuery, (route, actor, query) => route.list(actor, query)),
  proposals: listOf(ProposalsController, nowhere, proposalQuery, (route, actor, query) => route.list(actor, query)),
  'registration-requests': listOf(
    RegistrationRequestsController,
    nowhere,
    registrationRequestQuery,
    (route, actor, query) => route.list(actor, query),
  ),
  'offline-measurements': listOf(
    OfflineMeasurementsController,
    ofAsset,
    offlineMeasurementQuery,
    (route, actor, query, { assetId }) => route.list(actor, assetId, query),
  ),
  transfers: listOf(DeviceAssignmentsController, ofDevice, transferQuery, (route, actor, query, { deviceId }) =>
    route.transfers(actor, deviceId, query),
  ),
};
