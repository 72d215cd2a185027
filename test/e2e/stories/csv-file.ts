import { type ImportBody, importDetails, importJob } from '#libs/contracts/http';
import type { ApiClient } from '../platform/api-client.js';
import { eventually } from '../platform/eventually.js';

/** Hands in a file, and returns what it would do when every row was compared; nothing was changed then. */
export async function checkedFile(as: ApiClient, query: string, csv: string): Promise<ImportBody> {
  const { id } = await as.upload(`/imports?${query}`, csv, importJob);
  return inStatus(as, id, 'checked');
}

/** Lets a checked file do what it said, and returns when it is done. */
export async function appliedFile(as: ApiClient, { id }: ImportBody): Promise<ImportBody> {
  await as.post(`/imports/${id}/application`, {});
  return inStatus(as, id, 'done');
}

const inStatus = (as: ApiClient, id: string, status: ImportBody['status']) =>
  eventually(`the file is ${status}`, async () => {
    const job = await as.read(`/imports/${id}`, importDetails);
    return job.status === status && job;
  });
