import { join } from 'node:path';
import type { Plugin, Rollup } from 'vite';

const contracts = join(import.meta.dirname, '../../../libs/contracts/');

/**
 * Leaves the descriptions of the contracts out of the console. They are for readers of the OpenAPI document; here each one would be
 * loaded, and have its schema made twice.
 */
export function withoutDescriptions(): Plugin {
  return {
    name: 'without-descriptions',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!id.startsWith(contracts)) return null;
      return { code: withoutCalls(code, describing(this.parse(code))), map: null };
    },
  };
}

/** A call `….describe(…)`, from the dot to its end. */
interface Call {
  readonly start: number;
  readonly end: number;
}

function describing(node: unknown): Call[] {
  if (typeof node !== 'object' || node === null) return [];
  const within = Object.values(node).flatMap(describing);
  return isDescribing(node) ? [...within, { start: node.callee.object.end, end: node.end }] : within;
}

type Describing = Call & { readonly callee: { readonly object: Call } };

function isDescribing(node: object): node is Describing {
  const { type, callee } = node as Partial<Rollup.ProgramNode & { callee: { property?: { name?: string } } }>;
  return (type as string) === 'CallExpression' && callee?.property?.name === 'describe';
}

function withoutCalls(code: string, calls: readonly Call[]): string {
  let left = '';
  let from = 0;
  for (const { start, end } of [...calls].sort((one, other) => one.start - other.start)) {
    left += code.slice(from, start);
    from = end;
  }
  return left + code.slice(from);
}
