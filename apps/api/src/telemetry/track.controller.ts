import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeviceOwnerships } from '#libs/agreements';
import {
  deviceIdField,
  LONGEST_TRACK_MS,
  type TrackBody,
  type TrackQuery,
  track,
  trackQuery,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Clock, type DeviceId } from '#libs/kernel';
import { TelemetryReader } from '#libs/telemetry';
import { CurrentActor } from '../auth/current-actor.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { spanOf } from './span.js';

/** Where a device was. */
@ApiTags('Telemetry')
@Controller()
export class TrackController {
  constructor(
    private readonly ownerships: DeviceOwnerships,
    private readonly telemetry: TelemetryReader,
    private readonly clock: Clock,
  ) {}

  @Get('devices/:id/positions')
  @Compressed()
  @Operation(
    'getTrack',
    'Get the track of a device',
    'Where it reported to be over a span, thinned to the points asked for; 0, 0 is left out.',
  )
  @Refuses('fleet.device-unknown')
  @Answers(200, track, 'Its positions, oldest first.')
  async track(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: trackQuery }) { from, to, points }: TrackQuery,
  ): Promise<TrackBody> {
    const device = await this.ownerships.see(actor, id);
    const now = this.clock.now();
    const latest = from === undefined ? now : new Date(Math.min(now.getTime(), from.getTime() + LONGEST_TRACK_MS));
    const span = spanOf(from, to ?? latest, now);
    const { positions, items } = await this.telemetry.track(device, span, points);
    return {
      from: span.from.toISOString(),
      to: span.to.toISOString(),
      positions,
      items: items.map(({ observedAt, latitude, longitude, accuracyMeters }) => ({
        observedAt: observedAt.toISOString(),
        lat: latitude,
        lon: longitude,
        accuracy: accuracyMeters ?? null,
      })),
    };
  }
}
