import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { latestReadings, locations } from '#libs/contracts/http';
import { afterFirstStart } from './platform/first-start.js';
import { PLATFORM_START_LIMIT_MS, type Platform } from './platform/platform.js';

// docs/walk-through.md, run as a newcomer runs it: the text of the page, with bash, beside the `data` folder.

const packages = { bash: 'bash', curl: 'curl', jq: 'jq', mosquitto_pub: 'mosquitto-clients' };
const isMissing = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0;
const missing = Object.entries(packages).flatMap(([tool, debianPackage]) => (isMissing(tool) ? [debianPackage] : []));
const inCi = process.env.CI === 'true';
if (missing.length > 0 && !inCi) {
  process.stderr.write(`Skipped: docs/walk-through.md (apt-get install ${missing.join(' ')}).\n`);
}

/** R1-41: the registered device is on the map within 60 s of its first connection. */
const ON_THE_MAP_WITHIN_MS = 60_000;
/** The commands of the page from which the time is taken and whose answers are looked at; each is marked in the output. */
const marked = {
  certificate: 'post /devices/$device_id/certificates',
  latest: 'curl -sS "$api/devices/$device_id/latest"',
  map: 'curl -sS "$api/locations"',
};
/** Comes after the page's own commands: a busy machine may take longer than the page waits. */
const UNTIL_IT_IS_THERE = `
echo '@end'
until curl -sS "$api/devices/$device_id/latest" -H "authorization: Bearer $customer" | jq -e '.items[0]' >/dev/null &&
  curl -sS "$api/locations" -H "authorization: Bearer $customer" | jq -e '.features[0].properties.source == "device"' >/dev/null
do sleep 0.2; done
echo "@there $(date +%s%3N)"
${marked.latest} -H "authorization: Bearer $customer" | jq -c
${marked.map} -H "authorization: Bearer $customer" | jq -c
`;

(missing.length > 0 && !inCi ? describe.skip : describe)('docs/walk-through.md', () => {
  let platform: Platform;
  let leave: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    expect(missing).toEqual([]);
    ({ platform, leave } = await afterFirstStart());
  }, PLATFORM_START_LIMIT_MS);
  afterAll(() => leave?.(), PLATFORM_START_LIMIT_MS);

  it(
    'does what it says, and ends with the newest value and the point on the map',
    () => {
      const { stdout, stderr, status } = spawnSync('bash', ['-euo', 'pipefail'], {
        cwd: platform.folder,
        input: `${withMarks(onPortsOf(platform, walkThrough()))}\n${UNTIL_IT_IS_THERE}`,
        encoding: 'utf8',
        timeout: ON_THE_MAP_WITHIN_MS,
      });
      expect({ status, stderr, stdout }).toMatchObject({ status: 0, stderr: '' });

      const places = locations.parse(JSON.parse(between(stdout, '@map', '@end')));
      expect(places).toMatchObject({ type: 'FeatureCollection', features: [{ geometry: { type: 'Point' } }] });
      const [latestLine = '', mapLine = ''] = stdout.trim().split('\n').slice(-2);
      const latest = latestReadings.parse(JSON.parse(latestLine));
      const map = locations.parse(JSON.parse(mapLine));
      expect(latest.items).toEqual([expect.objectContaining({ quantity: 'load', value: 43 })]);
      expect(map.features).toHaveLength(1);
      expect(map.features[0]?.properties).toMatchObject({ serialNumber: 'SN-1001', source: 'device' });
      const modes = ['SN-1001.key', 'SN-1001.pem'].map((name) => statSync(join(platform.folder, name)).mode & 0o777);
      expect(modes).toEqual([0o600, 0o600]);

      const tookMs = instantOf(stdout, '@there') - instantOf(stdout, '@certificate');
      process.stdout.write(
        `Walk-through: from "generate certificate" to the point on the map ${(tookMs / 1000).toFixed(2)} s\n`,
      );
    },
    ON_THE_MAP_WITHIN_MS + 10_000,
  );
});

/** The one block of commands of the page. */
function walkThrough(): string {
  const blocks = [...readFileSync('docs/walk-through.md', 'utf8').matchAll(/```sh\n(.*?)```/gs)].map(
    ([, text = '']) => text,
  );
  expect(blocks).toHaveLength(1);
  return blocks[0] ?? '';
}

/** The page's ports are those of `npm start`; the platform of a test has its own. */
function onPortsOf({ httpPort, mqttPort }: Platform, script: string): string {
  expect(script.match(/127\.0\.0\.1:8080/g)).toHaveLength(1);
  expect(script.match(/-p 8883/g)).toHaveLength(2);
  return script.replace('127.0.0.1:8080', `127.0.0.1:${httpPort}`).replaceAll('-p 8883', `-p ${mqttPort}`);
}

function withMarks(script: string): string {
  return Object.entries(marked).reduce((text, [name, command]) => {
    expect(text.split(`\n${command}`)).toHaveLength(2);
    return text.replace(`\n${command}`, () => `\necho "@${name} $(date +%s%3N)"\n${command}`);
  }, script);
}

/** What was written between the lines of two marks. */
const between = (output: string, from: string, to: string) =>
  output.slice(output.indexOf('\n', output.indexOf(from)), output.indexOf(to));

const instantOf = (output: string, mark: string) => Number(new RegExp(`${mark} (\\d+)`).exec(output)?.[1]);
