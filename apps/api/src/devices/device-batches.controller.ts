import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type DeviceBatchBody,
  type DeviceBatchPageBody,
  type DeviceBatchQuery,
  type DeviceBatchRowPageBody,
  type DeviceBatchRowQuery,
  deviceBatch,
  deviceBatchIdField,
  deviceBatchPage,
  deviceBatchQuery,
  deviceBatchRowPage,
  deviceBatchRowQuery,
  type NewDeviceBatch,
  newDeviceBatch,
} from '#libs/contracts/http';
import { DeviceBatches } from '#libs/devices';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { AnswersCsvFile, csvFile } from '../request/csv-file.js';
import { pageFrom } from '../request/page.js';
import { deviceBatchBody, deviceBatchRowBody } from './device-batch-body.js';
import { refusedDevicesFile } from './refused-devices-file.js';

/** What is done to many devices, a device at a time. */
@ApiTags('Devices')
@Controller('device-batches')
export class DeviceBatchesController {
  constructor(private readonly batches: DeviceBatches) {}

  @Post()
  @Idempotent()
  @InOrganization()
  @HttpCode(202)
  @Operation(
    'createDeviceBatch',
    'Do something to many devices',
    'Each device is dealt with by the rules of the operation on one device and by what you may do with it, in a transaction of its own: one that is refused stops none of the others. What becomes of each is read from its rows.',
  )
  @Refuses(
    'fleet.device-batch-empty',
    'fleet.device-batch-too-large',
    'fleet.device-batch-unknown',
    'fleet.too-many-device-batches',
    'identity.organization-unknown',
  )
  @Answers(202, deviceBatch, 'The batch, with how many devices it means; they are being dealt with.')
  async start(
    @CurrentActor() actor: Actor,
    @Body({ schema: newDeviceBatch }) wanted: NewDeviceBatch,
  ): Promise<DeviceBatchBody> {
    return deviceBatchBody(await this.batches.start(actor, wanted));
  }

  @Get()
  @InOrganization()
  @Operation(
    'listDeviceBatches',
    'List your batches of devices',
    'Whoever started one sees it, and nobody else: it tells of devices by what that person sees.',
  )
  @Answers(200, deviceBatchPage, 'Batches that you started, newest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: deviceBatchQuery }) { limit, cursor, status }: DeviceBatchQuery,
  ): Promise<DeviceBatchPageBody> {
    const batches = await this.batches.list(actor, { status, before: cursor?.[0], limit: limit + 1 });
    return pageFrom(batches, limit, deviceBatchBody, ({ id }) => [id]);
  }

  @Get(':id')
  @Operation(
    'getDeviceBatch',
    'Get a batch of devices',
    'How many of its devices were changed, were so already, or were refused; asked again, it shows the progress.',
  )
  @Refuses('fleet.device-batch-unknown')
  @Answers(200, deviceBatch, 'The batch and how far it came.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceBatchIdField }) id: string,
  ): Promise<DeviceBatchBody> {
    return deviceBatchBody(await this.batches.get(actor, id));
  }

  @Get(':id/rows')
  @Compressed()
  @Operation('listDeviceBatchRows', 'List the devices of a batch')
  @Refuses('fleet.device-batch-unknown')
  @Answers(
    200,
    deviceBatchRowPage,
    'Its devices in the order in which they are dealt with, each with what became of it.',
  )
  async rows(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceBatchIdField }) batchId: string,
    @Query({ schema: deviceBatchRowQuery }) { limit, cursor, outcome }: DeviceBatchRowQuery,
  ): Promise<DeviceBatchRowPageBody> {
    const rows = await this.batches.rows(actor, { batchId, outcome, after: cursor?.[0] ?? 0, limit: limit + 1 });
    return pageFrom(rows, limit, deviceBatchRowBody, ({ number }) => [number]);
  }

  @Get(':id/refused-devices.csv')
  @Operation('exportRefusedDevices', 'Export the refused devices of a batch')
  @Refuses('fleet.device-batch-unknown')
  @AnswersCsvFile('the devices that were refused, each with why.')
  async refused(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceBatchIdField }) id: string,
  ): Promise<StreamableFile> {
    return csvFile(await refusedDevicesFile(this.batches, actor, id), 'refused-devices.csv');
  }

  @Delete(':id')
  @Operation('cancelDeviceBatch', 'Cancel a batch of devices', 'What it did stays; its rows say to which devices.')
  @Refuses('fleet.device-batch-ended', 'fleet.device-batch-unknown')
  @Answers(200, deviceBatch, 'The batch, canceled.')
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceBatchIdField }) id: string,
  ): Promise<DeviceBatchBody> {
    return deviceBatchBody(await this.batches.cancel(actor, id));
  }
}
