import type { ReactNode } from 'react';
import { ApiError } from '../../api/client';
import { Mark } from '../../components/Icon';

/** The quiet frame around sign-in and welcome. */
export function EntryFrame({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ReactNode;
}) {
  return (
    <main className="entry">
      <div className="entry-card">
        <div className="entry-brand">
          <Mark size={36} />
          <span>Certyn</span>
        </div>
        <h1>{title}</h1>
        <p className="muted">{lead}</p>
        {children}
      </div>
    </main>
  );
}

export function FormError({ error }: { error: Error | null }) {
  if (!error) {
    return null;
  }
  const problem = error instanceof ApiError ? error.problem : undefined;
  const fields = problem?.errors?.map((field) => `${field.pointer.slice(1)}: ${field.detail}`);
  return (
    <p className="form-error" role="alert">
      {fields?.length ? fields.join('; ') : (problem?.title ?? error.message)}
    </p>
  );
}
