import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client';
import { createAppRouter } from './router';
import './styles/base.css';
import './styles/app.css';

const MOST_RETRIES = 2;

const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      retry: (failures, error) =>
        failures < MOST_RETRIES && error instanceof ApiError && error.problem.retryable === true,
    },
  },
});

const router = createAppRouter(queryClient);

function leaveIfSignedOut(error: Error): void {
  const { pathname, href } = router.state.location;
  if (error instanceof ApiError && error.status === 401 && pathname !== '/signin') {
    void router.navigate({ to: '/signin', search: { next: href } });
  }
}

const root = document.getElementById('root');
if (!root) {
  throw new Error('the page has no root');
}
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
