import { HttpException } from '@nestjs/common';
import {
  BodyTooLargeError,
  MalformedJsonError,
  MalformedRequestError,
  type RequestError,
  RequestTimeoutError,
  UnsupportedMediaTypeError,
} from './request-errors.js';

/** Largest body, bytes. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/** Fastify's own refusals by its permanent codes; what is not here is not foreseen. */
const refusals: Readonly<Record<string, (options: ErrorOptions, mediaType: string | undefined) => RequestError>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: (options) => new MalformedJsonError(options),
  FST_ERR_CTP_EMPTY_JSON_BODY: (options) => new MalformedJsonError(options),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (options, mediaType) => new UnsupportedMediaTypeError(options, mediaType),
  FST_ERR_CTP_BODY_TOO_LARGE: (options) => new BodyTooLargeError(BODY_LIMIT_BYTES, options),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: (options) => new MalformedRequestError(options),
  FST_ERR_BAD_URL: (options) => new MalformedRequestError(options),
  FST_ERR_MAX_PARAM_LENGTH: (options) => new MalformedRequestError(options),
  FST_ERR_HANDLER_TIMEOUT: (options) => new RequestTimeoutError(options),
};

/**
 * The name we have for a refusal of the framework; undefined for everything else.
 *
 * @param mediaType what the route takes
 */
export function requestErrorFrom(failure: unknown, mediaType?: string): RequestError | undefined {
  // Nest wraps what Fastify refuses before a handler runs; the code is then on the cause.
  const refusal = failure instanceof HttpException ? failure.cause : failure;
  if (!(refusal instanceof Error) || !('code' in refusal)) return undefined;
  return refusals[String(refusal.code)]?.({ cause: refusal }, mediaType);
}
