import type { OfflineMeasurementBody } from '#libs/contracts/http';
import type { InterpretedMeasurement } from '#libs/equipment';

/** A measurement as answers have it. */
export function offlineMeasurementBody({
  createdById: _,
  sampledAt,
  createdAt,
  updatedAt,
  interpretation,
  ...measurement
}: InterpretedMeasurement): OfflineMeasurementBody {
  const { typical, ratios, auxiliary, rates } = interpretation;
  return {
    ...measurement,
    sampledAt: sampledAt.toISOString(),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    interpretation: {
      ...interpretation,
      typical: [...typical],
      ratios: { ...ratios, faults: [...ratios.faults] },
      auxiliary: [...auxiliary],
      rates: rates && { ...rates, since: rates.since.toISOString(), gases: [...rates.gases] },
    },
  };
}
