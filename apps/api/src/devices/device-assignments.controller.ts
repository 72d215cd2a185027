import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeviceOwnerships, type Transfer } from '#libs/agreements';
import {
  type AssignmentBody,
  type AssignmentRequest,
  type AssignmentsBody,
  type AssignmentsRequest,
  assignment,
  assignmentRequest,
  assignments,
  assignmentsRequest,
  deviceIdField,
  type TransferPageBody,
  type TransferQuery,
  transferPage,
  transferQuery,
} from '#libs/contracts/http';
import { Assignments, DeviceUnknownError } from '#libs/devices';
import type { Actor } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';

/** Devices between a provider's stock and its customers. */
@ApiTags('Devices')
@Controller('devices')
export class DeviceAssignmentsController {
  constructor(
    private readonly assignments: Assignments,
    private readonly ownerships: DeviceOwnerships,
  ) {}

  @Post('assignments')
  @Operation(
    'assignDevices',
    'Assign devices to a customer',
    'Assigns several devices from stock to one customer: all, or none when one of them cannot be.',
  )
  @Refuses(
    'fleet.device-elsewhere',
    'fleet.device-unknown',
    'fleet.lifecycle-transition',
    'identity.organization-kind',
    'identity.organization-unknown',
  )
  @Answers(201, assignments, 'All of them are the customer’s.')
  async assignMany(
    @CurrentActor() actor: Actor,
    @Body({ schema: assignmentsRequest }) { deviceIds, organizationId, note }: AssignmentsRequest,
  ): Promise<AssignmentsBody> {
    return { items: [...(await this.assignments.assign(actor, deviceIds, organizationId, note))] };
  }

  @Post(':id/assignment')
  @Operation('assignDevice', 'Assign a device to a customer', 'It leaves its asset and its site; its contract stays.')
  @Refuses(
    'fleet.device-elsewhere',
    'fleet.device-unknown',
    'fleet.lifecycle-transition',
    'identity.organization-kind',
    'identity.organization-unknown',
  )
  @Answers(201, assignment, 'The device is the customer’s.')
  async assign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Body({ schema: assignmentRequest }) { organizationId, note }: AssignmentRequest,
  ): Promise<AssignmentBody> {
    const [assigned] = await this.assignments.assign(actor, [id], organizationId, note);
    if (!assigned) throw new DeviceUnknownError(id);
    return assigned;
  }

  @Delete(':id/assignment')
  @Operation('takeBackDevice', 'Take a device back into stock')
  @Refuses('fleet.device-changed', 'fleet.device-unknown')
  @Answers(200, assignment, 'The device is back in its provider’s stock.')
  takeBack(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
  ): Promise<AssignmentBody> {
    return this.assignments.takeBack(actor, id);
  }

  @Get(':id/transfers')
  @Operation('listDeviceTransfers', 'List the transfers of a device')
  @Refuses('fleet.device-unknown', 'fleet.owners-only')
  @Answers(200, transferPage, 'Who had the device from when to when, newest first.')
  async transfers(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: transferQuery }) { limit, cursor }: TransferQuery,
  ): Promise<TransferPageBody> {
    const after = cursor && ([new Date(cursor[0]), cursor[1]] as const);
    const rows = await this.ownerships.transfers(actor, id, limit + 1, after);
    return pageFrom(rows, limit, transferBody, (row) => [row.since.toISOString(), row.id]);
  }
}

const transferBody = ({ id: _, since, until, ...entry }: Transfer): TransferPageBody['items'][number] => ({
  ...entry,
  since: since.toISOString(),
  until: until?.toISOString() ?? null,
});
