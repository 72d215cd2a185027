/** A UUID of version 7 for row n, in the order of n: lists go on after the last id. */
export const idOf = (kind: number, n: string) =>
  `(lpad(to_hex(1760000000000 + ${n}), 12, '0') || '7${kind.toString(16).padStart(3, '0')}8' || substr(md5('${kind}/' || ${n}), 1, 15))::uuid`;
