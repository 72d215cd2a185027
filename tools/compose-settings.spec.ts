import { readFileSync } from 'node:fs';
import { apiEnvironment } from '../apps/api/src/config.js';
import { prepareEnvironment } from '../apps/api/src/prepare/config.js';
import { brokerEnvironment } from '../apps/broker/src/config.js';
import { workerEnvironment } from '../apps/worker/src/config.js';

const compose = readFileSync('docker/compose.yaml', 'utf8');
const shared = compose.slice(compose.indexOf('x-environment:'), compose.indexOf('services:'));
/** Set by the image. */
const ofTheImage = new Set(['CONSOLE_DIR', 'DATA_DIR']);

/** The lines of one service: from its name to the next line that is indented no deeper. */
function service(name: string): string {
  const from = compose.indexOf(`\n  ${name}:\n`);
  const rest = compose.slice(from + 1);
  return rest.slice(0, rest.slice(1).search(/\n( {2})?[^\s#]/) + 1);
}

describe('docker/compose.yaml', () => {
  it.each([
    ['prepare', prepareEnvironment],
    ['api', apiEnvironment],
    ['broker', brokerEnvironment],
    ['worker', workerEnvironment],
  ])('lets every setting of the %s be set', (name, schema) => {
    const settable = new Set([...(shared + service(name)).matchAll(/^ +([A-Z][A-Z0-9_]*):/gm)].map(([, key]) => key));
    expect(Object.keys(schema.shape).filter((key) => !settable.has(key) && !ofTheImage.has(key))).toEqual([]);
  });

  it('publishes the ports of people and devices, and none of health and metrics', () => {
    const published = [...compose.matchAll(/^ +ports: \[(.*)\]$/gm)].map(([, ports]) => ports);
    expect(published).toEqual([expect.stringMatching(/:8080"$/), expect.stringMatching(/:8883"$/)]);
  });
});
