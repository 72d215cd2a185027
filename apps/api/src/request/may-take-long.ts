import type { FastifyInstance } from 'fastify';
import { withRouteProperties } from './route-properties.js';

/**
 * Lets the answer of a route last longer than others may; beyond it the connection is cut.
 *
 * @param milliseconds from the request's head to the end of the answer
 */
export const MayTakeLong = (milliseconds: number) => withRouteProperties({ answerWithinMs: milliseconds });

/** Gives routes marked `@MayTakeLong()` their time; before any route is made. */
export function giveLongAnswersTime(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const milliseconds = route.config?.fieldgate?.answerWithinMs;
    if (milliseconds !== undefined) route.handlerTimeout = milliseconds;
  });
}
