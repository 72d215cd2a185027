import { queries } from './bodies.js';
import type { Tenant } from './tenant.js';

/** One operation of the OpenAPI document. */
export interface Operation {
  readonly method: string;
  /** Below /api/v1, with `{names}`. */
  readonly path: string;
}

/** Everything the document describes. */
export function operationsOf(document: { paths: Record<string, Record<string, unknown>> }): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace(/^\/api\/v1/, ''),
    })),
  );
}

export const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

/** Path parameters whose values are everybody's. */
const common: Readonly<Record<string, string>> = { table: 'devices', number: '3' };

/** Whether it names something of one tenant. */
export const isAboutOne = ({ path }: Operation) =>
  [...path.matchAll(/\{(\w+)\}/g)].some(([, name = '']) => !(name in common));

export const isReading = ({ method }: Operation) => method === 'GET';

/** The path with a tenant's ids; queries are those without which a route refuses. */
export function addressOf({ method, path }: Operation, tenant: Tenant): string {
  const root = path.split('/')[1] ?? '';
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = common[name] ?? (name === 'id' ? tenant.ids[root] : tenant.ids[name]);
    if (value === undefined) throw new Error(`Say in tenancy/tenant.ts what {${name}} of ${path} is.`);
    return value;
  });
  return filled + (queries[nameOf({ method, path })] ?? '');
}
