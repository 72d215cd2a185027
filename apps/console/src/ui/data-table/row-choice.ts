import { useState } from 'react';

/** Rows of a list that somebody chose, on whatever of its pages they stand. */
export interface RowChoice<Row> {
  readonly chosen: readonly Row[];
  readonly isChosen: (row: Row) => boolean;
  readonly choose: (rows: readonly Row[], isChosen: boolean) => void;
  readonly clear: () => void;
  /** What a row is called where it is chosen. */
  readonly nameOf: (row: Row) => string;
}

/** @param most as many can be chosen; further ones stay as they are */
export function useRowChoice<Row>(
  keyOf: (row: Row) => string,
  nameOf: (row: Row) => string,
  most: number,
): RowChoice<Row> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map());
  return {
    chosen: [...chosen.values()],
    isChosen: (row) => chosen.has(keyOf(row)),
    choose: (rows, isChosen) =>
      setChosen((before) => {
        const after = new Map(before);
        for (const row of rows) {
          if (!isChosen) after.delete(keyOf(row));
          else if (after.size < most) after.set(keyOf(row), row);
        }
        return after;
      }),
    clear: () => setChosen(new Map()),
    nameOf,
  };
}
