/** A half-open span of time: `from` belongs to it, `to` does not. */
export interface VisibleSpan {
  readonly from: Date;
  readonly to: Date;
}
