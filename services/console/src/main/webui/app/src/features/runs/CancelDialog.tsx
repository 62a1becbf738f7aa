import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type FormEvent } from 'react';
import { post } from '../../api/client';
import { runQuery } from '../../api/queries';
import type { Run } from '../../api/types';
import { FormError } from '../signin/EntryFrame';

/** A run is cancelled with a reason, which stays with it. */
export function CancelDialog({ run, close }: { run: Run; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: (reason: string) =>
      post(`/api/v1/runs/${encodeURIComponent(run.id)}/cancellation`, { reason }),
    onSuccess: () => {
      void client.invalidateQueries(runQuery(run.id));
      dialog.current?.close();
    },
  });
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    cancel.mutate(String(new FormData(event.currentTarget).get('reason') ?? '').trim());
  };
  return (
    <dialog ref={dialog} className="dialog" onClose={close} aria-labelledby="cancel-title">
      <h2 id="cancel-title">Cancel run #{run.number}?</h2>
      <p className="muted">
        Sessions stop within seconds. What they recorded so far is kept; their results no longer
        count.
      </p>
      <form className="form" onSubmit={submit}>
        <label>
          <span>Reason</span>
          <input
            name="reason"
            required
            maxLength={500}
            autoFocus
            placeholder="Wrong environment, for example"
          />
        </label>
        <FormError error={cancel.error} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Keep it running
          </button>
          <button type="submit" className="button button-danger" disabled={cancel.isPending}>
            {cancel.isPending ? 'Cancelling…' : 'Cancel the run'}
          </button>
        </div>
      </form>
    </dialog>
  );
}
