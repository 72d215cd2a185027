import { foreignStart, IMPORT_FILE_BYTES, START_BYTES } from '#libs/contracts/http';

/** Why a file need not be sent at all. */
export type FileFault = 'missing' | 'empty' | 'too-large' | 'foreign';

/** What the platform would refuse of a file, found before a byte of it is sent. */
export async function faultOf(file: File | undefined): Promise<FileFault | undefined> {
  if (!file) return 'missing';
  if (file.size === 0) return 'empty';
  if (file.size > IMPORT_FILE_BYTES) return 'too-large';
  return foreignStart(await startOf(file)) === undefined ? undefined : 'foreign';
}

async function startOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, START_BYTES).arrayBuffer());
}

/** A file's size in the largest unit it fills. */
export function sizeInWords(bytes: number, locale: string): string {
  const [divisor, unit] = bytes >= 1024 * 1024 ? [1024 * 1024, 'MiB'] : [1024, 'KiB'];
  return `${(bytes / divisor).toLocaleString(locale, { maximumFractionDigits: 1 })} ${unit}`;
}
