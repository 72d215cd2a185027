import type { SavedViewQuery, TableName } from '#libs/contracts/http';
import type { OrganizationId, PersonId } from '#libs/kernel';

/** Filters and sort of a list, by the names of its own parameters. */
export type ViewSearch = Readonly<Record<string, string | readonly string[]>>;

/** A list as somebody likes to look at it. */
export interface SavedView {
  readonly id: string;
  readonly table: TableName;
  readonly personId: PersonId;
  readonly name: string;
  readonly search: ViewSearch;
  /** Keys of the visible columns in their order. */
  readonly columns: readonly string[];
  /** The organization whose people see it, too. */
  readonly sharedWithId: OrganizationId | null;
  readonly updatedAt: Date;
}

export type ListedView = SavedView & { readonly sharedWithName: string | null };

/** A page of views, in the order of their names. */
export interface ViewPage {
  readonly views: readonly ListedView[];
  /** The place behind the last one; `undefined` on the last page. */
  readonly next: NonNullable<SavedViewQuery['cursor']> | undefined;
}
