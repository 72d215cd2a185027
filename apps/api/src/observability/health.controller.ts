import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readiness } from '#libs/platform';
import { Public } from '../auth/public.js';
import { NotRateLimited } from '../rate-limits/not-rate-limited.js';

/**
 * What balancers and container engines ask; outside /api/v1 and open to all who reach the public port. It names no parts: these, and
 * the metrics, are on a port of their own.
 */
@Controller('health')
@Public()
@ApiExcludeController()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs; says nothing about its parts, so that nobody restarts it because the database is away. */
  @Get('live')
  @NotRateLimited()
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** 200 when every part answers, else 503. */
  @Get('ready')
  @NotRateLimited()
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const parts = await this.readiness.parts();
    const ready = Object.values(parts).every((state) => state === 'up');
    reply.status(ready ? 200 : 503);
    return { status: ready ? 'up' : 'down' };
  }
}
