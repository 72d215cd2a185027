import { Skeleton } from '@mantine/core';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * A part of a page whose code comes when it is first shown, in place of with the page.
 *
 * @param load imports it
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part: ComponentType<Props> = lazy(async () => ({ default: await load() }));
  return (props) => (
    <Suspense fallback={<Coming />}>
      <Part {...props} />
    </Suspense>
  );
}

function Coming() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <span className="away" role="status">
        {t('common.loading')}
      </span>
      <Skeleton height={160} my={16} radius={2} />
    </div>
  );
}
