import type { Artifact } from '../../api/types';

/** Leads, by a redirect, to the host of the tested applications' bytes. */
export const contentUrl = (artifact: Artifact): string =>
  `/api/v1/artifacts/${encodeURIComponent(artifact.id)}/content`;

export const downloadUrl = (artifact: Artifact): string =>
  `${contentUrl(artifact)}?disposition=attachment`;

/** What a browser shows by itself. */
export const isViewable = (artifact: Artifact): boolean =>
  /^(image|video|text)\/|json/.test(artifact.contentType);
