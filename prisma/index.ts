export { Prisma } from './generated/client.js';
export type * from './generated/models.js';
export { RegistryDatabase } from './registry-database.js';
