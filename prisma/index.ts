export { Prisma } from './generated/client.js';
export * from './generated/models.js';
export { midnight } from './midnight.js';
export { type NameStart, nameOrder, nameStart } from './name-order.js';
export type { PreparedTexts } from './prepared-statements.js';
export { RegistryDatabase } from './registry-database.js';
export { AFTER_ANY } from './text-range.js';
export { violatedUnique, violatesUnique } from './unique-violation.js';
