import { useEffect, useState } from 'react';

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The time, moving on every second while something is under way. */
export function useNow(active: boolean, everyMs = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!active) {
      return;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [active, everyMs]);
  return now;
}

export function formatDuration(ms: number): string {
  if (ms < 1_000) {
    return `${Math.round(ms)} ms`;
  }
  const seconds = ms / 1_000;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / 3_600),
    Math.floor((whole % 3_600) / 60),
    whole % 60,
  ];
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${String(rest).padStart(2, '0')} s`;
}

export function Duration({ ms }: { ms: number | null | undefined }) {
  return <span className="num">{ms === null || ms === undefined ? '–' : formatDuration(ms)}</span>;
}

/** From begin to end, or to now. */
export function Elapsed({
  from,
  to,
}: {
  from: string | null | undefined;
  to: string | null | undefined;
}) {
  const now = useNow(Boolean(from) && !to);
  if (!from) {
    return <span className="num">–</span>;
  }
  const end = to ? Date.parse(to) : now;
  const ms = Math.max(0, end - Date.parse(from));
  return <span className="num">{to ? formatDuration(ms) : formatDuration(1_000 * Math.floor(ms / 1_000))}</span>;
}

export function Ago({ at }: { at: string }) {
  const now = useNow(true, 15_000);
  const date = new Date(at);
  return (
    <time className="num" dateTime={at} title={`${DATE.format(date)} (${at})`}>
      {relative((date.getTime() - now) / 1_000)}
    </time>
  );
}

function relative(seconds: number): string {
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) {
      return RELATIVE.format(Math.round(seconds / length), unit);
    }
  }
  return 'just now';
}

export function formatTime(date: Date): string {
  return date.toLocaleTimeString('en', { hour12: false });
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_024) {
    return `${bytes} B`;
  }
  const units = ['KiB', 'MiB', 'GiB'];
  let value = bytes / 1_024;
  let unit = 0;
  while (value >= 1_024 && unit < units.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}
