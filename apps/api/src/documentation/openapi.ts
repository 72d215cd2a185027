import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { problemDocument } from '#libs/contracts';
import { PROBLEM_MEDIA_TYPE } from '../problems/problem.js';

const description = `Registers customers and devices, issues device certificates, and reads what devices published.

Lists come in pages: \`nextCursor\` of one is \`cursor\` of the next. Times are RFC 3339 in UTC. Every answer of 4xx and 5xx
is a problem document (RFC 9457) with a permanent \`code\`. What lies outside your organizations is 404, what you see but
may not do is 403. Too much at once is 429, with Retry-After.

Browsers sign in with \`"cookie": true\`; what they change then carries the header X-CSRF-Token, with the \`csrfToken\` of the
sign-in or of \`GET /me\`. Everybody else sends the token as a bearer token.`;

/** Describes the API as it is routed, schemas of `contracts` included. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Fieldgate')
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token of POST /api/v1/sessions.' }, 'session')
    .addSecurityRequirements('session')
    .addGlobalResponse({
      status: 'default',
      description: 'A problem document.',
      content: {
        [PROBLEM_MEDIA_TYPE]: { schema: z.toJSONSchema(problemDocument, { target: 'openapi-3.0' }) as object },
      },
    })
    .build();
  return SwaggerModule.createDocument(app, config);
}
