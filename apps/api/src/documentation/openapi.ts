import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemDocument } from '#libs/contracts/http';
import { SessionCookie } from '../auth/session-cookie.js';
import { finishDocument } from './finish-document.js';
import { openApiSchemaOf } from './schema-converter.js';

const description = `Registers customers and devices, issues device certificates, and reads what devices published.

Lists come in pages: \`nextCursor\` of one is \`cursor\` of the next. Times are RFC 3339 in UTC. Every answer of 4xx and 5xx
is a problem document (RFC 9457) with a permanent \`code\`. What lies outside your organizations is 404, what you see but
may not do is 403. Too much at once is 429, with Retry-After.

Browsers sign in with \`"cookie": true\`; what they change then carries the header X-CSRF-Token, with the \`csrfToken\` of the
sign-in or of \`GET /me\`. Everybody else sends the token as a bearer token; programs send an API key in its place.`;

/** Subjects, in the order a reader meets them. */
const subjects: Readonly<Record<string, string>> = {
  'Sign-in and accounts': 'Sessions, passwords, second factors, and what belongs to the signed-in person.',
  Organizations: 'The operator, its providers, and their customers.',
  'People and access': 'Members, roles, invitations and API keys of an organization.',
  'Registrations and contracts':
    'Customers and devices as they are registered, their contracts, and offers of service.',
  Devices: 'Devices, where they are, whose they are, and how they connect.',
  Certificates: 'Certificates of devices, and what everybody may know of the authorities.',
  Telemetry: 'What devices published.',
  Equipment: 'Assets, their models and kinds, what is installed on them, and what laboratories measured.',
  'Sites and sharing': 'Sites, and who else may see them.',
  'Imports and exports': 'Lists as files, in both directions.',
  'Audit and outbox': 'What was done, and which mails are on their way.',
  Operation: 'How the platform runs, for the people of its operator.',
  Search: 'One box over all kinds of things.',
  Help: 'Ratings and comments of the articles that come with the console.',
};

/** Describes the API as it is routed, schemas of `contracts` included, in OpenAPI 3.1. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Fieldgate')
    .setDescription(description)
    .setVersion('1')
    .addServer('/', 'This platform.')
    .addSecurity('session', {
      type: 'http',
      scheme: 'bearer',
      description: 'The token of POST /api/v1/sessions; opaque, valid for 12 hours at most.',
    })
    .addSecurity('sessionCookie', {
      type: 'apiKey',
      in: 'cookie',
      name: app.get(SessionCookie).name,
      description: 'The session of a browser that signed in with `"cookie": true`.',
    })
    .addSecurity('csrfToken', {
      type: 'apiKey',
      in: 'header',
      name: 'X-CSRF-Token',
      description: 'Beside the cookie, with everything that changes something.',
    })
    .addSecurity('apiKey', {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key of an organization, which begins with `fgk_`; it may do what its actions say.',
    });
  for (const [name, about] of Object.entries(subjects)) builder.addTag(name, about);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    standardSchemaConverter: openApiSchemaOf,
    autoTagControllers: false,
  });
  // An identifier says that there is no page to read; Nest's builder knows licenses of before OpenAPI 3.1 only.
  Object.assign(document.info, { license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' } });
  const problem = openApiSchemaOf(problemDocument, { schemaType: 'output' });
  Object.assign(document.components?.schemas ?? {}, problem?.components);
  return finishDocument(document);
}
