import { DAY_MS } from '#libs/kernel';

/** What a payload may hold at most. docs/protocol.md tells device makers the same figures. */
export const payloadLimits = Object.freeze({
  /** Bytes of one payload. */
  payloadBytes: 256 * 1024,
  /** Arrays and objects inside one another, the outermost one counted. */
  nestingLevels: 16,
  /** Readings, or positions, of one message; also the elements of one array. */
  readingsPerMessage: 4096,
  /** UTF-16 code units of a quantity's or an attribute's name. */
  nameLength: 128,
  /** UTF-16 code units of a unit's symbol. */
  unitLength: 32,
  /** Units that one quantity may have in one message. */
  unitsPerQuantity: 8,
  /** UTF-16 code units of a text value. */
  textLength: 4096,
  /** UTF-16 code units of an object or array value as compact JSON. */
  objectTextLength: 16_384,
  /** Rejections of one message that are described one by one; the rest is only counted. */
  describedRejections: 16,
  /** Earliest believable time stamp, milliseconds since 1970: 2000-01-01T00:00:00Z. */
  earliestTimeMs: 946_684_800_000,
  /** How far a time stamp may lie after its reception, in milliseconds: one day. */
  futureMs: DAY_MS,
});
