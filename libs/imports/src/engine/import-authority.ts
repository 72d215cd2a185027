import { type Actors, NotAllowedError, type Organizations, OrganizationUnknownError } from '#libs/identity';
import { ImportPlaceError } from './import.errors.js';
import type { ImportJob } from './import-job.js';
import type { Situation } from './import-subject.js';
import type { ImportSubjects } from './import-subjects.js';

/** Why an import goes on no more; what its unit of work wrote is rolled back. */
export class AbandonedError extends Error {}

/** In whose name an import goes on, as far as they still may: looked up anew for each batch. */
export class ImportAuthority {
  constructor(
    private readonly actors: Actors,
    private readonly organizations: Organizations,
    private readonly subjects: ImportSubjects,
  ) {}

  /** @throws {AbandonedError} whoever started it may do this no more */
  async situationOf(job: ImportJob, at: Date, isApplying: boolean): Promise<Situation> {
    const actor = await this.actors.find({ personId: job.createdById, apiKeyId: job.apiKeyId }, at);
    if (!actor) throw new AbandonedError('The account or the API key it was started with works no more.');
    try {
      const organization = await this.organizations.get(actor, job.organizationId);
      this.subjects.of(job.kind).require(actor, organization);
      return { actor, organization, jobId: job.id, at, isApplying };
    } catch (cause) {
      const isRefusal =
        cause instanceof NotAllowedError ||
        cause instanceof OrganizationUnknownError ||
        cause instanceof ImportPlaceError;
      if (!isRefusal) throw cause;
      throw new AbandonedError(`Whoever started it may do this no more. ${cause.message}`, { cause });
    }
  }
}
