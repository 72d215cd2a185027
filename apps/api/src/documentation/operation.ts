import { ApiOperation } from '@nestjs/swagger';

/**
 * Names an operation for who reads the description of the API and for the clients that are made from it.
 *
 * @param id verb and noun, unique in the API
 * @param summary one line, an imperative without a full stop
 * @param description what the summary does not say; absent: what the answer is
 */
export function Operation(id: string, summary: string, description?: string): MethodDecorator {
  return ApiOperation({ operationId: id, summary, ...(description !== undefined && { description }) });
}
