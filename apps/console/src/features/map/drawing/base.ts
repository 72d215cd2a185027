import { z } from 'zod';
import worldUrl from '../../../../basemap/world.json?url';

const point = z.tuple([z.number(), z.number()]);

/** As `basemap/build.ts` writes it; a file of this very build. */
const world = z.object({
  land: z.array(z.array(z.array(point))),
  borders: z.array(z.array(point)),
  countries: z.array(z.object({ at: point, en: z.string(), pl: z.string(), size: z.number() })),
  cities: z.array(z.tuple([z.string(), z.number(), z.number(), z.number()])),
});
export type World = z.infer<typeof world>;

let loaded: Promise<World> | undefined;

/** The map of the world that is part of the console. */
export function loadWorld(): Promise<World> {
  loaded ??= fetch(worldUrl)
    .then((response) => response.json())
    .then((body) => world.parse(body));
  loaded.catch(() => {
    loaded = undefined; // the next map asks again
  });
  return loaded;
}

/** A map of somebody else's that the operator chose (MAP_STYLE_URL): a MapLibre style, or an address of tiles with {z}, {x} and {y}. */
export interface ForeignMap {
  readonly url: string;
  readonly isTiles: boolean;
}

const metaOf = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content.trim() || undefined;

export function foreignMap(): ForeignMap | undefined {
  const url = metaOf('map-style');
  // What the api did not fill in is no address.
  if (url === undefined || !URL.canParse(url)) return undefined;
  return { url, isTiles: /\{z\}/.test(url) };
}

/** What its provider wants to be said. */
export const foreignAttribution = () => (foreignMap() === undefined ? undefined : metaOf('map-attribution'));
