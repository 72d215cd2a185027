/** How Node runs a process of the platform. */
export interface Runtime {
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The broker's messages live for one commit: a larger young generation (MiB) lets them die there. glibc gives blocks of 64 KiB
 * and more back at once, which idle sessions would otherwise keep (4 KiB each, measured). docker/compose.yaml sets the same.
 */
export const brokerRuntime: Runtime = {
  flags: ['--max-semi-space-size=32'],
  environment: { MALLOC_MMAP_THRESHOLD_: '65536' },
};
