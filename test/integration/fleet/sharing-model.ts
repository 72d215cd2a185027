/** Sharing as a plain model says it: what the property test compares the platform with. Days count from the start. */

export const PEOPLE = 4;
export const ORGANIZATIONS = 2;
export const SITES = 2;
export const DEVICES = 3;
/** How long a code is taken, days (R4-14). */
const CODE_DAYS = 7;

export type ModelRole = 'admin' | 'member' | 'viewer';

export interface ModelGrant {
  readonly site: number;
  readonly way: 'email' | 'key' | 'code';
  readonly access: 'read' | 'manage';
  /** The person who was invited, or let in. */
  person: number | null;
  organization: number | null;
  readonly codeEnds: number;
  readonly ends: number | null;
  /** The grant by which whoever made it was let in. */
  readonly under: number | null;
  accepted: boolean;
  withdrawn: boolean;
}

/** The owner is nobody of the people: whoever acts for it sees all that it has left. */
export class SharingModel {
  today = 0;
  readonly sites = Array.from({ length: SITES }, () => true);
  readonly places: (number | null)[] = Array.from({ length: DEVICES }, (_, device) => (device < SITES ? device : null));
  readonly grants: ModelGrant[] = [];
  /** By person and organization. */
  readonly roles: (ModelRole | undefined)[][] = Array.from({ length: PEOPLE }, () => []);

  seesSite(person: number, site: number): boolean {
    return this.sites[site] === true && this.grants.some((grant) => grant.site === site && this.#letsIn(grant, person));
  }

  seesDevice(person: number, device: number): boolean {
    const place = this.places[device];
    return place !== null && place !== undefined && this.seesSite(person, place);
  }

  offer(
    grant: Pick<ModelGrant, 'site' | 'way' | 'access' | 'ends'> & {
      readonly person?: number;
      readonly organization?: number;
    },
    under: number | null = null,
  ): boolean {
    if (!this.sites[grant.site]) return false;
    const { person = null, organization = null } = grant;
    for (const other of this.grants)
      if (
        !other.accepted &&
        other.site === grant.site &&
        other.way === grant.way &&
        (grant.way === 'code' || (other.person === person && other.organization === organization))
      )
        other.withdrawn = true;
    const ends = under === null ? grant.ends : earlier(grant.ends, this.grants[under]?.ends ?? null);
    const codeEnds = this.today + CODE_DAYS;
    this.grants.push({ ...grant, person, organization, ends, under, codeEnds, accepted: false, withdrawn: false });
    return true;
  }

  /** The grant by which somebody the site is shared with may share it; undefined: they may not. */
  sharesUnder(person: number, site: number): number | undefined {
    if (!this.sites[site]) return undefined;
    const managing = this.grants
      .map((grant, index) => ({ grant, index }))
      .filter(
        ({ grant }) =>
          grant.site === site &&
          grant.access === 'manage' &&
          this.#letsIn(grant, person) &&
          (grant.person === person || this.#mayActFor(person, grant.organization)),
      )
      .sort((one, other) => (other.grant.ends ?? Infinity) - (one.grant.ends ?? Infinity) || one.index - other.index);
    return managing[0]?.index;
  }

  /** Somebody who administers the organization a grant was offered to. */
  administratorFor(index: number): number | undefined {
    const organization = this.grants[index]?.organization ?? null;
    const found = this.roles.findIndex((_, person) => this.#role(person, organization) === 'admin');
    return found === -1 ? undefined : found;
  }

  accept(index: number, person: number, organization: number | undefined): boolean {
    const grant = this.grants[index];
    if (!grant || grant.accepted || grant.withdrawn || !this.sites[grant.site]) return false;
    if (this.today >= grant.codeEnds || this.#isOver(grant)) return false;
    if (grant.way === 'email' && (grant.person !== person || organization !== undefined)) return false;
    if (grant.way === 'key') {
      if (this.#role(person, grant.organization) !== 'admin') return false;
      if (organization !== undefined && organization !== grant.organization) return false;
    }
    if (grant.way === 'code' && organization !== undefined) {
      if (!this.#mayActFor(person, organization)) return false;
      grant.organization = organization;
    } else if (grant.way !== 'key') grant.person = person;
    grant.accepted = true;
    return true;
  }

  withdraw(index: number): void {
    const grant = this.grants[index];
    if (!grant || !this.sites[grant.site]) return;
    grant.withdrawn = true;
    this.grants.forEach((each, under) => {
      if (each.under === index) this.withdraw(under);
    });
  }

  deleteSite(site: number): void {
    this.sites[site] = false;
    this.places.forEach((place, device) => {
      if (place === site) this.places[device] = null;
    });
  }

  #letsIn(grant: ModelGrant, person: number): boolean {
    if (!grant.accepted || grant.withdrawn || this.#isOver(grant)) return false;
    return grant.organization === null ? grant.person === person : this.#role(person, grant.organization) !== undefined;
  }

  #isOver = ({ ends }: ModelGrant) => ends !== null && this.today >= ends;

  #role(person: number, organization: number | null): ModelRole | undefined {
    return organization === null ? undefined : this.roles[person]?.[organization];
  }

  #mayActFor(person: number, organization: number | null): boolean {
    const role = this.#role(person, organization);
    return role !== undefined && role !== 'viewer';
  }
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
