import type { IssuedCertificateBody } from '#libs/contracts/http';
import type { DeviceKey } from './device-key';

/** A file to be saved, and whether it holds the private key. */
export interface SavedFile {
  readonly name: string;
  readonly content: string;
  readonly isKey: boolean;
}

/** The two files a device's MQTT settings take: key and certificate with its chain; the key is ours where we made it. */
export function filesOf({ files }: IssuedCertificateBody, key: DeviceKey | undefined): readonly SavedFile[] {
  const given = files.map(({ name, content }) => ({ name, content, isKey: name.endsWith('.key') }));
  if (!key) return given.sort((one, other) => Number(other.isKey) - Number(one.isKey));
  const name = given[0]?.name.replace(/\.pem$/, '.key') ?? 'device.key';
  return [{ name, content: key.pem, isKey: true }, ...given];
}

export const textBlob = (content: string) => new Blob([content], { type: 'application/x-pem-file' });

/** All files in one. */
export async function zipOf(files: readonly SavedFile[]): Promise<Blob> {
  const { downloadZip } = await import('client-zip');
  return downloadZip(files.map(({ name, content }) => ({ name, input: content }))).blob();
}
