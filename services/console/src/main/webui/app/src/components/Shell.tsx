import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { post } from '../api/client';
import { meQuery, projectsQuery, runnersQuery } from '../api/queries';
import { Icon, Mark, type IconName } from './Icon';
import { Banner } from './States';
import { useTheme, type Theme } from './theme';

/** What surrounds every page of somebody who is signed in. */
export function Shell() {
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label="Certyn, home">
          <Mark />
          <span>Certyn</span>
        </Link>
        <ProjectSwitcher />
        <div className="top-end">
          <RunnersLink />
          <ThemeButton />
          <Person />
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        <WeakerIsolation />
        <Outlet />
      </main>
    </div>
  );
}

/** Only for who may see them. */
function RunnersLink() {
  const runners = useQuery(runnersQuery);
  return runners.data ? (
    <Link to="/runners" className="button button-quiet">
      Runners
    </Link>
  ) : null;
}

/** Who may not see the runners is not told how they work. */
function WeakerIsolation() {
  const runners = useQuery(runnersQuery);
  const weaker = runners.data?.items.some(
    (runner) => runner.executor === 'process' && runner.state !== 'offline',
  );
  return weaker ? (
    <Banner quiet>
      Sessions run as plain processes here, which isolates them less than containers do. Test only
      applications you trust.
    </Banner>
  ) : null;
}

function ProjectSwitcher() {
  const { project } = useParams({ strict: false });
  const projects = useQuery(projectsQuery);
  const navigate = useNavigate();
  const items = projects.data?.items ?? [];
  if (items.length === 0) {
    return null;
  }
  const current = items.find((one) => one.slug === project || one.id === project);
  if (!current && items.length > 1) {
    return null;
  }
  const open = (slug: string) => navigate({ to: '/p/$project/runs', params: { project: slug } });
  return (
    <nav className="project" aria-label="Project">
      <Icon name="chevron" />
      {!current || items.length === 1 ? (
        items.slice(0, 1).map((one) => (
          <Link key={one.id} to="/p/$project/runs" params={{ project: one.slug }}>
            {one.name}
          </Link>
        ))
      ) : (
        <span className="select">
          <select
            aria-label="Project"
            value={current.slug}
            onChange={(event) => void open(event.target.value)}
          >
            {items.map((one) => (
              <option key={one.id} value={one.slug}>
                {one.name}
              </option>
            ))}
          </select>
          <Icon name="down" size={12} />
        </span>
      )}
    </nav>
  );
}

const THEMES: Record<Theme, { icon: IconName; next: Theme; label: string }> = {
  system: { icon: 'system', next: 'light', label: 'Theme: as the system. Change to light' },
  light: { icon: 'sun', next: 'dark', label: 'Theme: light. Change to dark' },
  dark: { icon: 'moon', next: 'system', label: 'Theme: dark. Change to the system’s' },
};

function ThemeButton() {
  const [theme, choose] = useTheme();
  const look = THEMES[theme];
  return (
    <button
      type="button"
      className="icon-button"
      title={look.label}
      aria-label={look.label}
      onClick={() => choose(look.next)}
    >
      <Icon name={look.icon} />
    </button>
  );
}

function Person() {
  const me = useQuery(meQuery);
  const client = useQueryClient();
  const navigate = useNavigate();
  if (!me.data) {
    return null;
  }
  const leave = async () => {
    await post('/auth/v1/signout');
    client.clear();
    await navigate({ to: '/signin' });
  };
  return (
    <>
      <span className="person">{me.data.name}</span>
      <button type="button" className="button button-quiet" onClick={() => void leave()}>
        Sign out
      </button>
    </>
  );
}
