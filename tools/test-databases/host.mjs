// One process for the embedded databases of the whole suite, each in a thread of its own. A database's WebAssembly is compiled once
// for all of them, and by the compiler that makes fast code, which takes longer than one suite's database lives.
// A connection is a database: its first line says the variables of its process, and when it closes, the database ends.
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { Worker } from 'node:worker_threads';

const socket = process.argv[2];
const thread = new URL('./thread.mjs', import.meta.url);
/** What was compiled is kept for as long as somebody uses it: the database that was given back last ends when the next one does. */
let lastGivenBack;

function serve(connection) {
  connection.on('error', () => connection.destroy());
  connection.setEncoding('utf8').once('data', (line) => {
    const environment = JSON.parse(line);
    const worker = new Worker(thread, { env: environment, stdout: true, stderr: true });
    let said = '';
    for (const stream of [worker.stdout, worker.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said = (said + text).slice(-4_000);
      });
    }
    const database = { worker, folder: environment.DATA_DIR };
    worker.once('message', () => connection.write(`${JSON.stringify({ ready: true })}\n`));
    worker.once('error', (failure) => {
      said += failure.stack;
    });
    worker.once('exit', () => connection.end(`${JSON.stringify({ ready: false, said })}\n`));
    connection.once('close', () => {
      const next = lastGivenBack;
      lastGivenBack = database;
      if (next) void remove(next);
    });
  });
}

async function remove({ worker, folder }) {
  await worker.terminate();
  await rm(folder, { recursive: true, force: true });
}

createServer(serve).listen(socket, () => process.send('listening'));
process.once('disconnect', () => {
  void (lastGivenBack ? remove(lastGivenBack) : Promise.resolve()).then(() => process.exit());
});
