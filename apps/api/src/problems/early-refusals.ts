import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { CORRELATION_HEADER } from '../request/request-context.js';
import { requestErrorFrom } from './framework-failures.js';
import { internalProblem, PROBLEM_MEDIA_TYPE, problemOf } from './problem.js';
import { MalformedRequestError } from './request-errors.js';

/** Answers what the router refuses before any route is known: an address that cannot be decoded, an endless parameter. */
export function refuseBeforeRouting(failure: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = requestErrorFrom(failure);
  const problem = refusal ? problemOf(refusal, request.id) : internalProblem(request.id);
  void reply
    .status(problem.status)
    .header(CORRELATION_HEADER, request.id)
    .header('content-type', PROBLEM_MEDIA_TYPE)
    .send(problem);
}

/** Answers what Node could not read as HTTP at all, and hangs up. */
export function refuseUnreadable(failure: ConnectionError, socket: Socket): void {
  // Who was too slow is cut, as with bodies: an answer would wait for a client that may never read it.
  if (failure.code === 'ECONNRESET' || failure.code === 'ERR_HTTP_REQUEST_TIMEOUT' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(problemOf(new MalformedRequestError(), randomUUID()));
  const head = [
    'HTTP/1.1 400 Bad Request',
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon(); // Node lets a client keep its half open for ever
}
