import { useQuery } from '@tanstack/react-query';
import { artifactsQuery } from '../../api/queries';
import { isTerminal, type Artifact, type Run } from '../../api/types';
import { CopyButton } from '../../components/CopyButton';
import { Icon } from '../../components/Icon';
import { EmptyState, ErrorState, Skeleton } from '../../components/States';
import { formatBytes } from '../../components/Time';
import { contentUrl, downloadUrl, isViewable } from './artifacts';

/** Every piece of evidence of the run, by case. */
export function ArtifactList({ run }: { run: Run }) {
  const artifacts = useQuery(artifactsQuery(run.id, !isTerminal(run.status)));
  if (artifacts.isPending) {
    return <Skeleton lines={8} />;
  }
  if (artifacts.isError) {
    return <ErrorState error={artifacts.error} retry={() => void artifacts.refetch()} />;
  }
  if (artifacts.data.length === 0) {
    return (
      <EmptyState title="No artifacts yet">
        <p>Screenshots, traces and logs arrive while the sessions run.</p>
      </EmptyState>
    );
  }
  return (
    <>
      {groups(run, artifacts.data).map(({ title, items }) => (
        <section key={title} className="artifacts" aria-label={title}>
          <h2>{title}</h2>
          <div className="table-frame">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Kind</th>
                  <th scope="col" className="right">
                    Size
                  </th>
                  <th scope="col">SHA-256</th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((artifact) => (
                  <Row key={artifact.id} artifact={artifact} />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}

function Row({ artifact }: { artifact: Artifact }) {
  const image = artifact.contentType.startsWith('image/');
  return (
    <tr>
      <td>
        <span className="with-icon">
          <Icon name={image ? 'image' : 'file'} />
          {isViewable(artifact) ? (
            <a href={contentUrl(artifact)} target="_blank" rel="noreferrer noopener">
              {artifact.name}
            </a>
          ) : (
            artifact.name
          )}
        </span>
      </td>
      <td className="muted">{artifact.kind}</td>
      <td className="right num">{formatBytes(artifact.bytes)}</td>
      <td>
        <span className="with-icon">
          <code className="faint" title={artifact.sha256}>
            {artifact.sha256.slice(0, 12)}
          </code>
          <CopyButton text={artifact.sha256} label={`Copy the SHA-256 of ${artifact.name}`} />
        </span>
      </td>
      <td className="right">
        <a className="icon-button" href={downloadUrl(artifact)} download title="Download">
          <Icon name="download" />
          <span className="visually-hidden">Download {artifact.name}</span>
        </a>
      </td>
    </tr>
  );
}

function groups(run: Run, artifacts: Artifact[]): { title: string; items: Artifact[] }[] {
  const titles = new Map((run.cases ?? []).map((one) => [one.session, one.title]));
  const bySession = Map.groupBy(artifacts, (artifact) => artifact.session);
  return [...bySession].map(([session, items]) => ({
    title: titles.get(session) ?? session,
    items: items.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
  }));
}
