import { ApiError, post } from '../../api/client';
import type { LiveTicket } from '../../api/types';
import { ack, decode, FrameType, json, type Frame } from './frames';

export type LiveState =
  | { kind: 'connecting' }
  | { kind: 'waiting'; why: string }
  | { kind: 'live' }
  | { kind: 'reconnecting' }
  | { kind: 'ended' }
  | { kind: 'refused'; error: Error };

export interface Meta {
  url: string;
  title: string;
  width: number;
  height: number;
}

export interface LiveStep {
  state: 'started' | 'finished';
  key: string;
  caseId: string;
  step: number;
  section: string;
  text: string;
  outcome?: string | null;
  message?: string | null;
  durationMs?: number | null;
}

/** What the page hears. Drawing is awaited: only then is the picture acknowledged. */
export interface Listener {
  state: (state: LiveState) => void;
  draw: (picture: ImageBitmap, frame: Frame) => void;
  meta: (meta: Meta) => void;
  step: (step: LiveStep) => void;
  privacy: (withheld: boolean) => void;
}

const PROTOCOL = 'certyn.live.v1';
const SESSION_OVER = 1000;
const LONGEST_PAUSE_MS = 8_000;

/** Keeps one view of a session open, with a fresh ticket for every connection. */
export class LiveStream {
  private readonly stop = new AbortController();
  private socket: WebSocket | undefined;
  private failures = 0;
  private wasLive = false;

  constructor(
    private readonly session: string,
    private readonly listener: Listener,
  ) {}

  start(): void {
    void this.connect();
  }

  close(): void {
    this.stop.abort();
    this.socket?.close(1000);
  }

  private async connect(): Promise<void> {
    this.listener.state({ kind: this.wasLive ? 'reconnecting' : 'connecting' });
    try {
      const ticket = await post<LiveTicket>(
        `/api/v1/sessions/${encodeURIComponent(this.session)}/live-tickets`,
      );
      if (!this.stop.signal.aborted) {
        this.open(ticket);
      }
    } catch (error) {
      this.noTicket(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private noTicket(error: Error): void {
    if (error instanceof ApiError && error.problem.code === 'session-not-live') {
      // The page knows from the session whether it is too early or too late.
      this.listener.state({ kind: 'waiting', why: error.problem.title });
      this.again(2_000);
    } else if (error instanceof ApiError && !error.problem.retryable) {
      this.listener.state({ kind: 'refused', error });
    } else {
      this.again();
    }
  }

  private open(ticket: LiveTicket): void {
    const socket = new WebSocket(sameOrigin(ticket.wsUrl), [PROTOCOL, `ticket.${ticket.ticket}`]);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => this.received(event.data, socket);
    socket.onclose = (event) => this.closed(event.code);
  }

  private received(message: ArrayBuffer, socket: WebSocket): void {
    let frame: Frame;
    try {
      frame = decode(message);
    } catch {
      socket.close(4400, 'malformed frame');
      return;
    }
    switch (frame.type) {
      case FrameType.picture:
        void this.draw(frame, socket);
        break;
      case FrameType.meta:
        this.tell<Meta>(frame, this.listener.meta);
        break;
      case FrameType.step:
        this.tell<LiveStep>(frame, this.listener.step);
        break;
      case FrameType.privacy:
        this.tell<{ on: boolean }>(frame, ({ on }) => this.listener.privacy(on));
        break;
      default:
        // Newer kinds of messages are not ours to refuse.
        break;
    }
  }

  private tell<T>(frame: Frame, hear: (content: T) => void): void {
    const content = json<T>(frame);
    if (content) {
      hear(content);
    }
  }

  private async draw(frame: Frame, socket: WebSocket): Promise<void> {
    try {
      const picture = await createImageBitmap(new Blob([frame.payload], { type: 'image/jpeg' }));
      this.listener.draw(picture, frame);
      picture.close();
      this.failures = 0;
      this.wasLive = true;
      this.listener.state({ kind: 'live' });
    } finally {
      // A picture that cannot be decoded must not stop those that follow.
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(ack(frame.seq));
      }
    }
  }

  private closed(code: number): void {
    if (this.stop.signal.aborted) {
      return;
    }
    if (code === SESSION_OVER) {
      this.listener.state({ kind: 'ended' });
      return;
    }
    this.again();
  }

  private again(afterMs?: number): void {
    if (this.stop.signal.aborted) {
      return;
    }
    this.failures += 1;
    const pause = afterMs ?? Math.min(LONGEST_PAUSE_MS, 250 * 2 ** this.failures);
    if (this.wasLive) {
      this.listener.state({ kind: 'reconnecting' });
    }
    const timer = setTimeout(() => void this.connect(), pause);
    this.stop.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
}

/** Whatever name the server gives itself, the page may connect to its own origin only. */
function sameOrigin(wsUrl: string): string {
  const { pathname } = new URL(wsUrl, window.location.href);
  const scheme = window.location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${window.location.host}${pathname}`;
}
