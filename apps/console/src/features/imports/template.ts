import type { ImportColumnsBody } from '#libs/contracts/http';

export type KindColumns = ImportColumnsBody['items'][number];

/** Spreadsheets read UTF-8 only behind it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The first line of a file of this kind, with every column it may have; what must be filled in stands first. */
export function templateOf({ required, optional, oneOf }: KindColumns): string {
  const oneOfThem = oneOf.flat();
  const others = optional.filter((name) => !oneOfThem.includes(name));
  return `${BYTE_ORDER_MARK}${[...required, ...oneOfThem, ...others].join(',')}\r\n`;
}
