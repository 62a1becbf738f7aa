/** What the API answers, as far as the page uses it. Unknown fields are ignored. */

export type Status = 'queued' | 'running' | 'passed' | 'failed' | 'cancelled' | 'error';

export type Outcome =
  | 'passed'
  | 'failed'
  | 'inconclusive'
  | 'blocked'
  | 'error'
  | 'cancelled'
  | 'skipped';

export type Lifecycle = 'queued' | 'leased' | 'starting' | 'running' | 'finishing' | 'finished';

export interface List<T> {
  items: T[];
  page: { next?: string | null; hasMore: boolean };
}

export interface Me {
  kind: 'key' | 'account';
  id: string;
  name: string;
  tenant: string;
  role?: string;
  scopes: string[];
}

export interface Project {
  id: string;
  slug: string;
  name: string;
}

export interface Counts {
  total: number;
  passed: number;
  failed: number;
  inconclusive: number;
  blocked: number;
  error: number;
  cancelled: number;
  skipped: number;
}

export interface RunCase {
  id: string;
  key: string;
  title: string;
  revision: number;
  session?: string | null;
  lifecycle: Lifecycle;
  outcome?: Outcome | null;
  reason?: string | null;
  message?: string | null;
  durationMs?: number | null;
  attempt: number;
}

export interface Run {
  id: string;
  number: number;
  project: { id: string; slug: string };
  environment: { id: string; slug: string; baseUrl: string };
  suite?: string | null;
  status: Status;
  conclusion?: string | null;
  needsReview: boolean;
  statusReason?: string | null;
  cancelling?: boolean;
  counts: Counts;
  labels?: Record<string, string>;
  trigger: { kind: string; actor: string };
  createdAt: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  version: number;
  cases?: RunCase[] | null;
}

export interface Session {
  id: string;
  run: string;
  lifecycle: Lifecycle;
  epoch: number;
  attempt: number;
  runner?: string | null;
  image?: string | null;
  evidence: { state: string; reason?: string | null };
  cases: { id: string; key: string }[];
}

export interface Runner {
  id: string;
  name: string;
  pool: string;
  state: 'online' | 'suspect' | 'offline' | 'draining';
  executor: string;
  version: string;
  slots: number;
  busy: number;
  lastSeen?: string | null;
  drainUntil?: string | null;
}

export interface Pool {
  id: string;
  name: string;
}

/** Why a session waits. */
export interface Explanation {
  reason?: string | null;
  message: string;
  position: number;
  ahead: number;
  etaSeconds?: number | null;
}

export interface Step {
  caseId: string;
  key: string;
  step: number;
  section: string;
  text: string;
  outcome?: Outcome | null;
  reason?: string | null;
  message?: string | null;
  screenshot?: string | null;
  startedAt: string;
  durationMs?: number | null;
  epoch?: number;
}

export interface Artifact {
  id: string;
  run: string;
  session: string;
  epoch: number;
  name: string;
  kind: string;
  caseKey?: string | null;
  step?: number | null;
  bytes: number;
  sha256: string;
  contentType: string;
  createdAt: string;
}

export interface LiveTicket {
  wsUrl: string;
  ticket: string;
  expiresAt: string;
}

/** RFC 9457, with our extensions. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  errors?: { pointer: string; code: string; detail: string }[];
  requestId?: string;
  retryable?: boolean;
}

export const isTerminal = (status: Status): boolean => status !== 'queued' && status !== 'running';
