export { decodeAttributes } from './attributes.js';
export { type CommandRequest, type CommandResponse, commandRequest } from './command.js';
export {
  encodeBacklog,
  encodeLocation,
  encodeTelemetry,
  type PositionSample,
  type SentValue,
  type TelemetrySample,
} from './device-encoders.js';
export { payloadLimits } from './limits.js';
export { decodeLocation } from './location.js';
export type { DecodedReading } from './reading-collector.js';
export { decodeTelemetry } from './telemetry.js';
