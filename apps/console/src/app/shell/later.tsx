import { type ComponentType, lazy, Suspense } from 'react';

/**
 * A part of the shell that comes after the page; until then, or where it does not come, there is nothing in its place.
 *
 * @param load imports it, with its words
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part: ComponentType<Props> = lazy(async () => ({ default: await load().catch(() => () => null) }));
  return (props) => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}
