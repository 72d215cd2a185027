import { LRUCache } from 'lru-cache';
import type { LocationQuery } from '#libs/contracts/http';
import { entityTagOf } from '../entity-tags/entity-tag.js';

/** Maps remembered, some 200 bytes each. */
const MAPS = 10_000;

/**
 * Which entity tag a map had in a state in which it still is: who has it is told so without its being read again.
 *
 * The tag is that of the map's text, never of the state: it says nothing that the text does not say.
 */
export class KnownMaps {
  readonly #tags = new LRUCache<string, string>({ max: MAPS });

  tagOf(version: string, query: LocationQuery): string | undefined {
    return this.#tags.get(keyOf(version, query));
  }

  /** @param version read before the map was, so that a change in between makes the tag too new for it, never too old */
  remember(version: string, query: LocationQuery, entityTag: string): void {
    this.#tags.set(keyOf(version, query), entityTag);
  }
}

const keyOf = (version: string, query: LocationQuery) => entityTagOf(JSON.stringify([version, query]));
