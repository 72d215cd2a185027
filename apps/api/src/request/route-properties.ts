import { RouteConfig } from '@nestjs/platform-fastify';

/**
 * What is special about a route, said by decorators on its handler and read from Fastify's configuration of the route:
 * `@StrictRateLimit`, `@NotRateLimited` (rate-limits/), `@CsvBody`, `@MayTakeLong` (beside this), `@Compressed` (compression/),
 * `@Tagged` (entity-tags/).
 * Who may ask is said by others, read by Nest's guards: `@Public`, `@PeopleOnly`, `@BeforePasswordChange` (auth/).
 */
export interface RouteProperties {
  /** A file (RFC 4180) in place of JSON: read as a whole, or as it comes in. */
  readonly csvBody?: 'whole' | 'streamed';
  /** How long its answer may take, milliseconds, where that is longer than others may. */
  readonly answerWithinMs?: number;
  /** How requests are counted by network address. Default: by the limit of every route. */
  readonly rateLimit?: 'strict' | 'none';
  /** Its answers hold no secret, and are compressed for whoever accepts that. */
  readonly isCompressed?: boolean;
  /** Its answers have an entity tag: who has one already is told that nothing changed. */
  readonly isTagged?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly fieldgate?: RouteProperties;
  }
}

const PROPERTIES = 'fieldgate:route-properties';

/** Adds properties to a route; Nest's own `@RouteConfig` alone would forget those of the decorator before. */
export function withRouteProperties(properties: RouteProperties): MethodDecorator {
  return (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const known = Reflect.getMetadata(PROPERTIES, handler) as RouteProperties | undefined;
    const fieldgate: RouteProperties = { ...known, ...properties };
    Reflect.defineMetadata(PROPERTIES, fieldgate, handler);
    RouteConfig({ fieldgate })(target, key, descriptor as TypedPropertyDescriptor<unknown>);
  };
}
