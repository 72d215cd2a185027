import { type ComponentType, lazy, Suspense } from 'react';

/**
 * A part that comes after the page: nobody presses it in its first moment.
 *
 * @param load imports it, with its words
 * @param Before stands in its place until then, and where it does not come; absent: nothing
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Before: ComponentType<Props> = () => null,
): ComponentType<Props> {
  const Part: ComponentType<Props> = lazy(async () => ({ default: await load().catch(() => Before) }));
  return (props) => (
    <Suspense fallback={<Before {...props} />}>
      <Part {...props} />
    </Suspense>
  );
}
