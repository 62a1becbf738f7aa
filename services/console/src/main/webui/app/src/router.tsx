import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ErrorState, NotFoundState } from './components/States';
import { Shell } from './components/Shell';
import { HomePage } from './features/runs/HomePage';
import { RunPage } from './features/runs/RunPage';
import { RunsPage } from './features/runs/RunsPage';
import { LivePage } from './features/live/LivePage';
import { RunnersPage } from './features/runners/RunnersPage';
import { SignInPage } from './features/signin/SignInPage';
import { WelcomePage } from './features/signin/WelcomePage';

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundState,
  errorComponent: ({ error }) => (
    <ErrorState error={error instanceof Error ? error : new Error(String(error))} />
  ),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signin',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search['next'] === 'string' ? { next: search['next'] } : {},
  component: SignInPage,
});

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  component: WelcomePage,
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: HomePage,
});

const projectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/p/$project',
  beforeLoad: ({ params, location }) => {
    if (location.pathname.replace(/\/$/, '') === `/p/${params.project}`) {
      throw redirect({ to: '/p/$project/runs', params });
    }
  },
});

const runsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/runs',
  validateSearch: (search: Record<string, unknown>): { status?: string } =>
    typeof search['status'] === 'string' ? { status: search['status'] } : {},
  component: RunsPage,
});

export interface RunSearch {
  tab?: 'artifacts';
  step?: number;
}

const validateRunSearch = (search: Record<string, unknown>): RunSearch => ({
  ...(search['tab'] === 'artifacts' ? { tab: 'artifacts' as const } : {}),
  ...(typeof search['step'] === 'number' ? { step: search['step'] } : {}),
});

const runRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/runs/$run',
  validateSearch: validateRunSearch,
  component: RunPage,
});

const runCaseRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/runs/$run/cases/$case',
  validateSearch: validateRunSearch,
  component: RunPage,
});

const liveRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sessions/$session/live',
  component: LivePage,
});

const runnersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runners',
  component: RunnersPage,
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  welcomeRoute,
  shellRoute.addChildren([
    homeRoute,
    projectRoute.addChildren([runsRoute, runRoute, runCaseRoute]),
    liveRoute,
    runnersRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    scrollRestoration: true,
    defaultPreload: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
