import type { Language } from '#libs/contracts/http';
import type { OrganizationId } from '#libs/kernel';

/** The owner of a device, as far as it decides who may do what. */
export type Owner = Pick<Organization, 'id' | 'path' | 'delegatesCertificates'>;

/** An organization as others are told of it. */
export interface NamedOrganization {
  readonly id: OrganizationId;
  readonly name: string;
}

export type OrganizationKind = 'operator' | 'provider' | 'customer';

/** What a provider is to the platform: it sells, or it looks after what others sold (R0-01). */
export type ProviderKind = 'distributor' | 'service_provider';

/** new: nobody invited; invited: sent, not accepted; onboarded: somebody joined (R3-04…R3-06). */
export type OrganizationStatus = 'new' | 'invited' | 'onboarded';

/** What a person may do in an organization: everything of its kind, the daily work, or look. */
export type Role = 'admin' | 'member' | 'viewer';

/** A place in the tree of organizations. */
export interface Organization {
  readonly id: OrganizationId;
  readonly kind: OrganizationKind;
  readonly name: string;
  /** Null for the operator alone. */
  readonly parentId: OrganizationId | null;
  /** Ids from the root to itself, `/<id>/<id>/`: a subtree is everything whose path begins with this. */
  readonly path: string;
  readonly status: OrganizationStatus;
  readonly address: string | null;
  /** Of a provider alone; null for others. */
  readonly providerKind: ProviderKind | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  /** Of its people who chose none themselves. */
  readonly language: Language;
  /** IANA name, such as `Europe/Warsaw`. */
  readonly timeZone: string;
  /** Page of the console that opens after signing in (R2-12); null: the platform's own choice. */
  readonly homeDashboard: string | null;
  /** Shown in place of the platform's name to its people and in their mails. */
  readonly brandingName: string | null;
  /** Most assets it may have; null is unlimited (R0-17, R0-18). */
  readonly assetLimit: number | null;
  /** It lets its provider generate device certificates (R1-34). */
  readonly delegatesCertificates: boolean;
  readonly createdAt: Date;
}

/** What describes an organization and may be missing; language and time zone are then those of the one above it. */
export interface OrganizationDetails {
  readonly address?: string | null | undefined;
  readonly contactName?: string | null | undefined;
  readonly contactEmail?: string | null | undefined;
  readonly contactPhone?: string | null | undefined;
  readonly language?: Language | undefined;
  readonly timeZone?: string | undefined;
  readonly homeDashboard?: string | null | undefined;
  readonly brandingName?: string | null | undefined;
}

/** Which kind may stand directly under which: operator → provider → customer → inner customers (R1-02, R2-04). */
export const parentKinds: Readonly<Record<OrganizationKind, readonly OrganizationKind[]>> = {
  operator: [],
  provider: ['operator'],
  customer: ['provider', 'customer'],
};

/** How deep customers may nest, the operator being level 1; keeps the indexed path short (37 characters a level). */
export const TREE_LEVELS = 12;

/** The path of an organization under `parent`, or of the root when there is none. */
export function pathUnder(parent: Pick<Organization, 'path'> | null, id: OrganizationId): string {
  return `${parent?.path ?? '/'}${id}/`;
}

/** How many organizations a path passes, itself included; the operator's is 1. */
export function levelOf(path: string): number {
  return path.split('/').length - 2;
}

/** Whether `path` is `ancestor` itself or anywhere below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return path.startsWith(ancestor);
}
