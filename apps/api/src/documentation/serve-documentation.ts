import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describeApi } from './openapi.js';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Fieldgate API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

const assets = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' } as const;

/** Serves the description of the API at /api/openapi.json and a page that shows it at /api/docs. */
export function serveDocumentation(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  let text: string | undefined;
  fastify.get('/api/openapi.json', (_request, reply) => {
    // Made when somebody asks: it took a third of the api's start, and most processes are never asked.
    text ??= JSON.stringify(describeApi(app));
    return reply.type('application/json').send(text);
  });
  fastify.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  fastify.get('/api/docs/start.js', (_request, reply) => reply.type('text/javascript').send(start));
  // The files of Swagger UI come with @nestjs/swagger; its own way to serve them needs another package.
  const folder = swaggerUiFolder();
  for (const [name, type] of Object.entries(assets))
    fastify.get(`/api/docs/${name}`, async (_request, reply) =>
      reply.type(type).send(await readFile(join(folder, name))),
    );
}

function swaggerUiFolder(): string {
  const nestSwagger = createRequire(import.meta.url).resolve('@nestjs/swagger/package.json');
  return dirname(createRequire(nestSwagger).resolve('swagger-ui-dist/package.json'));
}
