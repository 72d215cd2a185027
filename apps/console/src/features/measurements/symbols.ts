const lowered = '₀₁₂₃₄₅₆₇₈₉';

/** A chemical formula as it is printed: `C2H4` as C₂H₄. */
export const subscripted = (symbol: string): string =>
  symbol.replace(/\d/g, (digit) => lowered[Number(digit)] ?? digit);
