import { z } from 'zod';

/**
 * The payload of `devices/me/commands/{id}/request`: what the device is to do. Its id is in the topic. A device does
 * not start a command after its expiry.
 */
export const commandRequest = z.object({
  name: z.string().min(1).max(128),
  arguments: z.record(z.string(), z.unknown()).optional(),
  expiresAt: z.iso.datetime().optional(),
});

/** {@link commandRequest} */
export type CommandRequest = z.infer<typeof commandRequest>;

/** The payload of `devices/me/commands/{id}/response`: how a command ended, with a sentence for people. */
export const commandResponse = z.object({
  status: z.enum(['done', 'failed', 'refused', 'expired']),
  message: z.string().max(1024).optional(),
  result: z.record(z.string(), z.unknown()).optional(),
});

/** {@link commandResponse} */
export type CommandResponse = z.infer<typeof commandResponse>;
