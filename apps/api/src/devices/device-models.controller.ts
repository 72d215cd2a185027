import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type DeviceModelPageBody,
  type DeviceModelQuery,
  deviceModelPage,
  deviceModelQuery,
} from '#libs/contracts/http';
import { FleetReader } from '#libs/devices';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { pageFrom } from '../request/page.js';

/** What models of devices there are: the platform's catalog, which says nothing of anybody's devices. */
@ApiTags('Devices')
@Controller('device-models')
export class DeviceModelsController {
  constructor(private readonly reader: FleetReader) {}

  @Get()
  @Operation('listDeviceModels', 'List device models', 'Their names, by which lists of devices are filtered.')
  @Answers(200, deviceModelPage, 'One page of device models.')
  async list(@Query({ schema: deviceModelQuery }) { limit, cursor }: DeviceModelQuery): Promise<DeviceModelPageBody> {
    const names = await this.reader.models(limit + 1, cursor?.[0]);
    return pageFrom(
      names,
      limit,
      (name) => ({ name }),
      (name) => [name],
    );
  }
}
