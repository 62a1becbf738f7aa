import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client';
import { Icon } from './Icon';

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What went wrong, under which id it is found, and whether to try again. */
export function ErrorState({ error, retry }: { error: Error; retry?: () => void }) {
  const problem = error instanceof ApiError ? error.problem : undefined;
  const mayHelp = !problem || problem.retryable || problem.status >= 500;
  return (
    <div className="state" role="alert">
      <span className="state-icon tone-error">
        <Icon name="error" size={24} />
      </span>
      <h2>{problem?.title ?? 'The page hit an error'}</h2>
      {problem ? problem.detail && <p>{problem.detail}</p> : <p>{error.message}</p>}
      {problem?.requestId && (
        <p className="faint">
          Request <code>{problem.requestId}</code>
        </p>
      )}
      <p className="state-actions">
        {retry && mayHelp && (
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        )}
        {problem && problem.status > 0 && problem.type.startsWith('/problems/') && (
          <a className="button button-quiet" href={problem.type}>
            What does this mean?
          </a>
        )}
      </p>
    </div>
  );
}

export function NotFoundState() {
  return (
    <div className="lonely">
      <EmptyState title="There is nothing at this address">
        <p>
          <Link to="/">Go to the runs</Link>
        </p>
      </EmptyState>
    </div>
  );
}

/** Grey where words will be; it shows up only if they take a moment. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  );
}

/** Something to know about all that follows, such as that it is late; quiet if it always holds. */
export function Banner({ quiet = false, children }: { quiet?: boolean; children: ReactNode }) {
  return (
    <p className={quiet ? 'banner banner-quiet' : 'banner'} role={quiet ? 'note' : 'status'}>
      <Icon name="error" />
      <span>{children}</span>
    </p>
  );
}
