import { useState } from 'react';
import type { Run } from '../../api/types';

/**
 * Rows that do not move under the cursor: known runs are brought up to date in their place, new
 * ones wait above until somebody asks for them.
 */
export function useSteadyRows(all: Run[], view: string) {
  const [shown, setShown] = useState({ view: '', newest: '' });
  const newest = all[0]?.id ?? '';
  if (newest && (shown.view !== view || shown.newest === '')) {
    setShown({ view, newest });
  }
  const from =
    shown.view === view ? all.findIndex((run) => run.id === shown.newest) : 0;
  // When the newest known one is gone from the list, as by a filter, there is nothing to keep.
  const waiting = Math.max(0, from);
  return {
    rows: all.slice(waiting),
    waiting,
    show: () => setShown({ view, newest }),
  };
}
