import { useState } from 'react';

/** Rows of a list that somebody chose, on whatever of its pages they stand. */
export interface RowChoice<Row> {
  /** One by one. */
  readonly chosen: readonly Row[];
  /** All that the list finds is chosen: also what was never shown. */
  readonly isAll: boolean;
  readonly isChosen: (row: Row) => boolean;
  readonly choose: (rows: readonly Row[], isChosen: boolean) => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
  /** What a row is called where it is chosen. */
  readonly nameOf: (row: Row) => string;
}

interface RowChoiceOptions<Row> {
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  /** As many can be chosen one by one; further ones stay as they are. */
  readonly most: number;
  /** What the list looks for: where that becomes something else, all of it is chosen no more. */
  readonly filter?: string;
  /** Whether all that it finds can be chosen. */
  readonly hasAll?: boolean;
}

export function useRowChoice<Row>({
  keyOf,
  nameOf,
  most,
  filter = '',
  hasAll = false,
}: RowChoiceOptions<Row>): RowChoice<Row> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map());
  const [allOf, setAllOf] = useState<string>();
  if (allOf !== undefined && allOf !== filter) setAllOf(undefined);
  const isAll = hasAll && allOf === filter;
  return {
    chosen: [...chosen.values()],
    isAll,
    isChosen: (row) => isAll || chosen.has(keyOf(row)),
    choose: (rows, isChosen) => {
      // All but one is no filter: what was chosen one by one is left.
      if (!isChosen) setAllOf(undefined);
      setChosen((before) => {
        const after = new Map(before);
        for (const row of rows) {
          if (!isChosen) after.delete(keyOf(row));
          else if (after.size < most) after.set(keyOf(row), row);
        }
        return after;
      });
    },
    chooseAll: () => setAllOf(filter),
    clear: () => {
      setAllOf(undefined);
      setChosen(new Map());
    },
    nameOf,
  };
}
