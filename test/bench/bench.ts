import { Fleet } from './fleet.js';
import type { BenchOptions } from './options.js';
import { PlatformUnderTest } from './platform-under-test.js';
import type { Report } from './report.js';

/** A platform that runs, and devices to put load on it with. */
export interface RunningPlatform {
  readonly platform: PlatformUnderTest;
  readonly apiUrl: string;
  readonly fleet: Fleet;
}

/** What the parts of a run share: its options, its report, the platform under test, and the order that is made at the end. */
export class Bench {
  #shared: RunningPlatform | undefined;
  readonly #platforms = new Set<PlatformUnderTest>();
  readonly #atEnd = new Set<() => void>();

  constructor(
    readonly options: BenchOptions,
    readonly report: Report,
  ) {}

  /** Each round of a measurement, one after the other. */
  async rounds<Seen>(measure: (round: number) => Promise<Seen>): Promise<Seen[]> {
    const seen: Seen[] = [];
    for (let round = 0; round < this.options.rounds; round += 1) seen.push(await measure(round));
    return seen;
  }

  /** The one platform that parts share as long as none needs one of its own. */
  async shared(): Promise<RunningPlatform> {
    if (this.#shared) return this.#shared;
    this.report.progress('starting the platform …');
    const platform = await this.#prepared();
    await platform.startBroker();
    const apiUrl = await platform.startApi();
    this.#shared = { platform, apiUrl, fleet: await Fleet.of(platform.pool, apiUrl) };
    return this.#shared;
  }

  /** A platform with nothing but its database, for one measurement; the shared one is stopped, which would disturb it. */
  async alone<Result>(measure: (platform: PlatformUnderTest) => Promise<Result>): Promise<Result> {
    await this.#stopPlatforms();
    const platform = await this.#prepared();
    const result = await measure(platform);
    await this.#stopPlatforms();
    return result;
  }

  /** Has it done at the end, however the run ends. @returns takes it back */
  atEnd(work: () => void): () => void {
    this.#atEnd.add(work);
    return () => this.#atEnd.delete(work);
  }

  /** Ends whatever was started and removes what was made; may be called at any moment. */
  async close(): Promise<void> {
    for (const work of this.#atEnd) work();
    await this.#stopPlatforms();
  }

  async #prepared(): Promise<PlatformUnderTest> {
    const platform = new PlatformUnderTest(this.options);
    this.#platforms.add(platform);
    await platform.prepare();
    return platform;
  }

  async #stopPlatforms(): Promise<void> {
    this.#shared = undefined;
    for (const platform of this.#platforms) {
      await platform.stop();
      this.#platforms.delete(platform);
    }
  }
}
