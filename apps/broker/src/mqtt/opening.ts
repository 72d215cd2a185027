import type { ParsedPacket, Will } from './aedes-internals.js';

/** What a device sent that closed before its CONNECT was answered, or what came behind the CONNECT was carried out. */
export interface Opening {
  readonly connect: { readonly clean?: boolean | undefined; readonly will?: Will | undefined };
  /** In the order of arrival. */
  readonly early: readonly ParsedPacket[];
}
