import { spawnSync } from 'node:child_process';

/** A program of another make that judges what we issue. */
export interface ExternalTool {
  readonly program: string;
  /** Debian package that brings it. */
  readonly package: string;
}

export const OPENSSL: ExternalTool = { program: 'openssl', package: 'openssl' };
export const CERTTOOL: ExternalTool = { program: 'certtool', package: 'gnutls-bin' };

/** Runs the program: whether it ended well, and what it said on both outputs. */
export function run(
  { program }: ExternalTool,
  ...options: string[]
): { readonly ok: boolean; readonly output: string } {
  const { status, stdout, stderr, error } = spawnSync(program, options, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error) throw error;
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

function isInstalled({ program }: ExternalTool): boolean {
  return spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined;
}

/**
 * `describe` for tests that need a program. Where it is missing they are skipped, with a line that says what to install;
 * under CI=true they run all the same, and fail.
 */
export function describeWith(tool: ExternalTool, name: string, tests: () => void): void {
  if (isInstalled(tool) || process.env.CI === 'true') {
    describe(name, tests);
    return;
  }
  describe(name, () => {
    it.skip(`needs ${tool.program}: apt-get install ${tool.package}`, () => undefined);
  });
}
