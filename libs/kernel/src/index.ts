export { Clock, systemClock } from './clock.js';
export { DomainError, type FailureKind } from './domain-error.js';
export { DAY_MS, HOUR_MS } from './durations.js';
export { EXIT_CONFIGURATION, EXIT_UNAVAILABLE } from './exit-codes.js';
export {
  type DeviceId,
  type DeviceKey,
  deviceId,
  deviceKey,
  type OrganizationId,
  organizationId,
  type PersonId,
  personId,
} from './ids.js';
export { type MonthCount, monthsFrom } from './months.js';
export { inPortions } from './portions.js';
export { type RetryPolicy, retryDelayMs } from './retry.js';
export { Scheduler, systemScheduler } from './scheduler.js';
export type { VisibleSpan } from './time-span.js';
export { LONGEST_UNIT_OF_WORK_MS, UnitOfWork } from './unit-of-work.js';
export { newUuid } from './uuid.js';
