/** Of the coordinates that are added up; the database counts in them too. */
export const QUANTA_A_DEGREE = 500;
/** The tiles in which each device stands, and the finest that are counted: some 2 km wide at the equator. */
export const TILE_LEVEL = 14;
/** The levels at which tiles are counted, as the database's `map_levels` has them. */
const LEVELS = [4, 6, 8, 10, 12, TILE_LEVEL] as const;

/** The coarsest level of counted tiles that make up the cells of a grid, else the finest. */
export const levelFor = (gridLevel: number): number => LEVELS.find((level) => level >= gridLevel) ?? TILE_LEVEL;
