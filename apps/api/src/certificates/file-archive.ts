import { Buffer } from 'node:buffer';
import yazl from 'yazl';
import type { CertificateFile } from '#libs/certificates';

/** Owner only: one of the files is a private key. */
const FILE_MODE = 0o100600;

/** Puts files into a ZIP archive, in memory: some KiB. */
export function zipOf(files: readonly CertificateFile[], at: Date): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const { name, content, encoding } of files) {
    archive.addBuffer(Buffer.from(content, encoding), name, { mtime: at, mode: FILE_MODE });
  }
  archive.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    archive.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    archive.outputStream.on('error', reject);
    archive.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
  });
}
