import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';

const PARTS = [5, 4, 11, 6];

/** The form's size before its lists are there. */
export function RegistrationSkeleton({ head }: { readonly head: ReactNode }) {
  return (
    <section className="page">
      {head}
      <div className="register">
        <div className="register-form">
          {PARTS.map((fields) => (
            <Skeleton key={fields} height={Math.ceil(fields / 2) * 78} radius={3} />
          ))}
        </div>
      </div>
    </section>
  );
}
