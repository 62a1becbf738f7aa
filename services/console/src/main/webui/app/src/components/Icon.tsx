/** The few icons of the page, drawn on a grid of 16. */
const SHAPES = {
  passed: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="m5.3 8.2 1.9 1.9 3.6-4" />
    </>
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" />
    </>
  ),
  error: (
    <>
      <path d="M8 2.2 14.3 13H1.7z" />
      <path d="M8 6.4v3m0 1.9v.1" />
    </>
  ),
  blocked: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M4.8 8h6.4" />
    </>
  ),
  inconclusive: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M6.2 6.4c.1-1 .8-1.6 1.8-1.6s1.8.6 1.8 1.5c0 1.2-1.8 1.3-1.8 2.6m0 2.1v.1" />
    </>
  ),
  cancelled: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="m3.7 3.7 8.6 8.6" />
    </>
  ),
  skipped: <path d="M3 4.2 7.4 8 3 11.8zm5.6 0L13 8l-4.4 3.8z" />,
  queued: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 4.6V8l2.3 1.5" />
    </>
  ),
  running: <path d="M8 1.75A6.25 6.25 0 1 1 1.75 8" />,
  live: (
    <>
      <circle cx="8" cy="8" r="2" />
      <path d="M4.2 11.8a5.4 5.4 0 0 1 0-7.6m7.6 0a5.4 5.4 0 0 1 0 7.6" />
    </>
  ),
  chevron: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  down: <path d="m3.5 6 4.5 4.5L12.5 6" />,
  download: <path d="M8 2.2v7.6M4.9 7 8 10 11.1 7M2.8 13.2h10.4" />,
  external: <path d="M9.6 2.8h3.6v3.6M13 3 7.4 8.6M6.2 3.6H3v9.4h9.4V9.8" />,
  copy: (
    <>
      <rect x="5.6" y="5.6" width="7.6" height="7.6" rx="1.4" />
      <path d="M3.6 10.4h-.2a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v.2" />
    </>
  ),
  close: <path d="m3.8 3.8 8.4 8.4m0-8.4-8.4 8.4" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.9" />
      <path d="M8 1.4v1.4m0 10.4v1.4M1.4 8h1.4m10.4 0h1.4M3.3 3.3l1 1m7.4 7.4 1 1m0-9.4-1 1m-7.4 7.4-1 1" />
    </>
  ),
  moon: <path d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z" />,
  system: (
    <>
      <rect x="1.8" y="2.8" width="12.4" height="8.4" rx="1.4" />
      <path d="M5.6 13.6h4.8" />
    </>
  ),
  file: <path d="M4 1.9h5l3.2 3.2v9H4zm5 0v3.3h3.2" />,
  image: (
    <>
      <rect x="2" y="2.8" width="12" height="10.4" rx="1.4" />
      <path d="m2.4 11 3.2-3.2 2.6 2.5 2-2 3.4 3.4M10.4 6v.1" />
    </>
  ),
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  );
}

export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className="mark-ground" />
      <path
        d="M22.5 11.2A8 8 0 1 0 22.5 20.8"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path
        d="m13.2 16 2.7 2.8 6-6.2"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
