import { type CommandRequest, type CommandResponse, commandRequest } from '#libs/contracts/payload';
import type { Clock } from '#libs/kernel';
import { commandIdOfRequest, commandResponseTopic } from '#libs/mqtt';
import type { Outbox } from './backlog/outbox.js';

/** Carries out one kind of command. What it throws becomes the answer `failed`. */
export type CommandHandler = (given: Readonly<Record<string, unknown>>) => CommandResponse;

/** Answers remembered, so that a command delivered twice (QoS 1) is carried out once. */
const REMEMBERED = 100;

/** Answers the platform's commands, each once; the answers go through the outbox and survive a lost connection. */
export class CommandAnswerer {
  private readonly answered = new Map<string, CommandResponse>();

  /** @param handlers by the command's name */
  constructor(
    private readonly outbox: Pick<Outbox, 'put'>,
    private readonly clock: Clock,
    private readonly handlers: Readonly<Record<string, CommandHandler>>,
  ) {}

  /**
   * Takes a delivered message.
   *
   * @returns the command's id and its answer; `undefined` when the message is no command
   */
  delivered(topic: string, payload: Uint8Array): { commandId: string; response: CommandResponse } | undefined {
    const commandId = commandIdOfRequest(topic);
    if (commandId === undefined) return undefined;
    const response = this.answered.get(commandId) ?? this.answerTo(payload);
    this.remember(commandId, response);
    this.outbox.put(commandResponseTopic(commandId), JSON.stringify(response));
    return { commandId, response };
  }

  private answerTo(payload: Uint8Array): CommandResponse {
    const request = requestFrom(payload);
    if (request === undefined)
      return { status: 'refused', message: 'The request is not a command this device can read.' };
    const { name, expiresAt } = request;
    if (expiresAt !== undefined && Date.parse(expiresAt) <= this.clock.now().getTime()) {
      return { status: 'expired', message: `The command expired at ${expiresAt}, before it was started.` };
    }
    const handler = Object.hasOwn(this.handlers, name) ? this.handlers[name] : undefined;
    if (handler === undefined) {
      const known = Object.keys(this.handlers).join(', ');
      return { status: 'refused', message: `This device does not know the command; it knows ${known}.` };
    }
    try {
      return handler(request.arguments ?? {});
    } catch (cause) {
      return { status: 'failed', message: (cause instanceof Error ? cause.message : String(cause)).slice(0, 1024) };
    }
  }

  private remember(commandId: string, response: CommandResponse): void {
    this.answered.set(commandId, response);
    const [oldest] = this.answered.keys();
    if (this.answered.size > REMEMBERED && oldest !== undefined) this.answered.delete(oldest);
  }
}

function requestFrom(payload: Uint8Array): CommandRequest | undefined {
  try {
    return commandRequest.safeParse(JSON.parse(Buffer.from(payload).toString('utf8'))).data;
  } catch {
    return undefined; // no JSON
  }
}
