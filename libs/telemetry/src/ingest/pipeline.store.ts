/**
 * Several statements in one round trip and one transaction, COPY among them: PostgreSQL's extended query protocol with all
 * messages sent before the first answer and a single Sync at the end (PostgreSQL documentation, "Message Flow", Extended
 * Query, Pipelining). What is between two Syncs is committed as a whole at the second, or not at all; after an error the
 * server passes over everything up to it, the rows of a COPY included. Left out: results, which no statement here has.
 *
 * node-postgres waits for each answer before it sends the next statement, and its own pipelines refuse COPY. While a
 * server is busy each round trip costs milliseconds, and a batch would take five of them.
 */
import type { Connection, PoolClient, Submittable } from 'pg';

/** A statement that is prepared once a connection. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
}

/** A value in PostgreSQL's binary format, or as text. */
export type Parameter = Buffer | string;

/** One statement of a pipeline. */
export type Step =
  | { readonly statement: NamedStatement; readonly values: readonly Parameter[] }
  | { readonly copy: string; readonly body: Buffer };

/** Names that pipelines have prepared on a connection; nobody else may use them there. */
const preparedOn = new WeakMap<Connection, Set<string>>();

/** Message codes of CopyData and CopyDone (PostgreSQL documentation, "Message Formats"). */
const COPY_DATA = 0x64;
const COPY_DONE = Buffer.from([0x63, 0, 0, 0, 4]);

/**
 * Sends the steps, in order.
 *
 * @param client not within a transaction
 * @throws what the first failing step failed with; then nothing is stored
 */
export function runPipeline(client: PoolClient, steps: readonly Step[]): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new Pipeline(steps, resolve, reject));
  });
}

/** As node-postgres wants a query of another kind to be; it calls the `handle…` methods. */
class Pipeline implements Submittable {
  /** Names in the order their Parse messages were sent; empty for the unnamed statement. */
  private readonly parsing: string[] = [];
  private connection: Connection | undefined;

  constructor(
    private readonly steps: readonly Step[],
    private readonly resolve: () => void,
    private readonly reject: (cause: unknown) => void,
  ) {}

  submit(connection: Connection): void {
    this.connection = connection;
    connection.on('parseComplete', this.handleParseComplete);
    connection.stream.cork(); // one packet, not one a message
    for (const step of this.steps) {
      if ('copy' in step) this.sendCopy(connection, step.copy, step.body);
      else this.sendStatement(connection, step.statement, step.values);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleReadyForQuery(): void {
    this.leave();
    this.resolve();
  }

  handleError(cause: unknown): void {
    this.leave();
    this.reject(cause);
  }

  handleCommandComplete(): void {}

  /** The rows are on their way already. */
  handleCopyInResponse(): void {}

  private readonly handleParseComplete = (): void => {
    const name = this.parsing.shift();
    if (name && this.connection) preparedNames(this.connection).add(name);
  };

  private leave(): void {
    this.connection?.off('parseComplete', this.handleParseComplete);
  }

  private sendStatement(connection: Connection, { name, text }: NamedStatement, values: readonly Parameter[]): void {
    if (!preparedNames(connection).has(name)) {
      this.parsing.push(name);
      connection.parse({ name, text, types: [] }, true);
    }
    const bind = { portal: '', statement: name, binary: '', values: [...values], valueMapper: identity };
    connection.bind(bind, true);
    connection.execute({ portal: '', rows: '' }, true);
  }

  private sendCopy(connection: Connection, text: string, body: Buffer): void {
    this.parsing.push('');
    connection.parse({ name: '', text, types: [] }, true);
    connection.bind({ portal: '', statement: '', binary: '', values: [], valueMapper: identity }, true);
    connection.execute({ portal: '', rows: '' }, true);
    const header = Buffer.allocUnsafe(5);
    header[0] = COPY_DATA;
    header.writeInt32BE(4 + body.length, 1);
    connection.stream.write(header);
    connection.stream.write(body);
    connection.stream.write(COPY_DONE);
  }
}

const identity = (value: Parameter) => value;

function preparedNames(connection: Connection): Set<string> {
  let names = preparedOn.get(connection);
  if (names === undefined) {
    names = new Set();
    preparedOn.set(connection, names);
  }
  return names;
}
