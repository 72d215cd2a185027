import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readiness } from '#libs/platform';
import { Public } from '../auth/public.js';
import { Metrics } from './metrics.js';

/** What balancers, container engines and Prometheus ask; outside /api/v1 and open to all who reach the port. */
@Controller()
@Public()
@ApiExcludeController()
export class OperationController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The process runs; says nothing about its parts, so that nobody restarts it because the database is away. */
  @Get('health/live')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** 200 when every part answers, else 503 and which does not. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const parts = await this.readiness.parts();
    const ready = Object.values(parts).every((state) => state === 'up');
    reply.status(ready ? 200 : 503);
    return { status: ready ? 'up' : 'down', parts };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
