// Runs the database's own process in a thread, which has no channel to whoever started it.
import { parentPort } from 'node:worker_threads';

process.send = (message) => {
  parentPort.postMessage(message);
  return true;
};
await import('../../dist/processes/database.js');
