import { DomainError } from '#libs/kernel';

/** A request that HTTP itself cannot carry out, whatever the resource; its status is finer than its kind. */
export abstract class RequestError<Details extends object = object> extends DomainError<Details> {
  abstract readonly status: number;
}

/** A field of the path, the query or the body is not what the description of the API asks for. */
export class InvalidRequestError extends RequestError {
  readonly code = 'request.invalid';
  readonly kind = 'invalid';
  readonly status = 400;

  /** @param errors each field by its dotted path, with what it must be */
  constructor(readonly errors: readonly { path: string; message: string }[]) {
    super(`The request was refused: ${errors.map(({ path, message }) => `${path} ${message}`).join('; ')}.`, {});
  }
}

/** The body is not JSON. */
export class MalformedJsonError extends RequestError {
  readonly code = 'request.malformed-json';
  readonly kind = 'invalid';
  readonly status = 400;

  constructor(options?: ErrorOptions) {
    super('The body is not valid JSON (RFC 8259) in UTF-8.', {}, options);
  }
}

/** The request line, a header or the length of the body is not HTTP. */
export class MalformedRequestError extends RequestError {
  readonly code = 'request.malformed';
  readonly kind = 'invalid';
  readonly status = 400;

  constructor(options?: ErrorOptions) {
    super('The request could not be read as HTTP: check its address, its headers and its Content-Length.', {}, options);
  }
}

/** The body has another content type than the resource takes, which is JSON nearly everywhere. */
export class UnsupportedMediaTypeError extends RequestError<{ accepted: string }> {
  readonly code = 'request.unsupported-media-type';
  readonly kind = 'invalid';
  readonly status = 415;

  constructor(options?: ErrorOptions, accepted = 'application/json') {
    super(`The body has a type that is not taken here: send it with Content-Type: ${accepted}.`, { accepted }, options);
  }
}

/** The body is larger than the API takes. */
export class BodyTooLargeError extends RequestError<{ maximumBytes: number }> {
  readonly code = 'request.body-too-large';
  readonly kind = 'invalid';
  readonly status = 413;

  constructor(maximumBytes: number, options?: ErrorOptions) {
    super(`The body is larger than ${maximumBytes} bytes.`, { maximumBytes }, options);
  }
}

/** No resource has this address. */
export class UnknownRouteError extends RequestError {
  readonly code = 'request.route-unknown';
  readonly kind = 'not-found';
  readonly status = 404;

  constructor() {
    super('Nothing has this address. /api/docs lists what there is.', {});
  }
}

/** The resource is there, but not with this method. */
export class MethodNotAllowedError extends RequestError<{ method: string; allowed: readonly string[] }> {
  readonly code = 'request.method-not-allowed';
  readonly kind = 'invalid';
  readonly status = 405;

  constructor(method: string, allowed: readonly string[]) {
    super(`This address does not know ${method}; it knows ${allowed.join(', ')}.`, { method, allowed });
  }
}

/** The answer took longer than the API lets a request last. */
export class RequestTimeoutError extends RequestError {
  readonly code = 'request.timeout';
  readonly kind = 'unavailable';
  readonly status = 503;

  constructor(options?: ErrorOptions) {
    super('The request took too long and was given up. Ask for less, or try again later.', {}, options);
  }
}
