import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { projectsQuery } from '../../api/queries';
import { EmptyState, ErrorState, Skeleton } from '../../components/States';

/** Leads to the runs of the first project. */
export function HomePage() {
  const projects = useQuery(projectsQuery);
  if (projects.isPending) {
    return <Skeleton />;
  }
  if (projects.isError) {
    return <ErrorState error={projects.error} retry={() => void projects.refetch()} />;
  }
  const first = projects.data.items[0];
  if (first) {
    return <Navigate to="/p/$project/runs" params={{ project: first.slug }} replace />;
  }
  return (
    <EmptyState title="No project yet">
      <p>
        <code>certyn demo</code> brings a shop to test, with its cases, and runs them.
      </p>
    </EmptyState>
  );
}
