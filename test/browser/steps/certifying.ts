import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Visit } from '../visit.js';

/** The two files of a device, as its owner saved them. */
export interface SavedFiles {
  readonly keyFile: string;
  readonly pemFile: string;
  readonly key: string;
  readonly pem: string;
}

/** Presses Generate, and waits for the files. */
export async function generate(visit: Visit): Promise<void> {
  await visit.press('button', 'certificates.generate');
  await visit.reads('certificates.saveNow');
}

/** Saves both files by their buttons. @param folder to keep them in */
export async function saveBoth(visit: Visit, serialNumber: string, folder: string): Promise<SavedFiles> {
  const save = async (file: string) => {
    const download = await visit.savedBy(() => visit.press('button', 'certificates.save', { file }));
    expect(download.suggestedFilename()).toBe(file);
    const path = join(folder, file);
    await download.saveAs(path);
    return path;
  };
  const keyFile = await save(`${serialNumber}.key`);
  const pemFile = await save(`${serialNumber}.pem`);
  return { keyFile, pemFile, key: readFileSync(keyFile, 'utf8'), pem: readFileSync(pemFile, 'utf8') };
}
