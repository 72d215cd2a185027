import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BrokerAddress, PublisherIdentity } from './load/publisher.js';
import type { StormResult } from './load/storm-main.js';

/** Devices in a process of their own, which connect all at once. */
export class Storm {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL('./load/storm-main.js', import.meta.url)));

  constructor(identities: readonly PublisherIdentity[]) {
    this.#child.send({ identities: identities.map(({ key, certificate }) => ({ key, certificate })) });
  }

  /** Has all of them connect there; those of before are left to whoever ended them. @returns once all are connected */
  connect(connectTo: BrokerAddress): Promise<StormResult> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`The storm ended with exit code ${code}.`));
      this.#child.once('exit', ended);
      this.#child.once('message', (result: StormResult) => {
        this.#child.off('exit', ended);
        resolve(result);
      });
      this.#child.send({ connectTo });
    });
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }
}
