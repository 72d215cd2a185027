import { Readable } from 'node:stream';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';

/** Says that a route answers with a file of `csvFile`. */
export const AnswersCsvFile = (contents: string) =>
  applyDecorators(
    ApiProduces('text/csv'),
    ApiOkResponse({
      description: `CSV (RFC 4180) in UTF-8: ${contents}`,
      content: { 'text/csv': { schema: { type: 'string' } } },
    }),
  );

/** A file in CSV to be kept under a name; its lines, of which the first is the header, are sent as they come. */
export const csvFile = (lines: AsyncIterable<string>, name: string): StreamableFile =>
  new StreamableFile(Readable.from(lines, { objectMode: false }), {
    type: 'text/csv; charset=utf-8; header=present',
    disposition: `attachment; filename="${name}"`,
  });
