import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, type FormEvent } from 'react';
import { post } from '../../api/client';
import { EntryFrame, FormError } from './EntryFrame';

export function SignInPage() {
  const { next } = useSearch({ from: '/signin' });
  const router = useRouter();
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: (entry: { name: string; password: string }) => post('/auth/v1/signin', entry),
    onSuccess: () => {
      client.clear();
      router.history.push(ownPath(next));
    },
  });
  useEffect(() => {
    document.title = 'Sign in · Certyn';
  }, []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({
      name: String(form.get('name') ?? '').trim(),
      password: String(form.get('password') ?? ''),
    });
  };
  return (
    <EntryFrame title="Sign in" lead="Runs, evidence and live sessions of this installation.">
      <form className="form" onSubmit={submit}>
        <label>
          <span>Name</span>
          <input name="name" autoComplete="username" required autoFocus maxLength={64} />
        </label>
        <label>
          <span>Password</span>
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
          />
        </label>
        <FormError error={signIn.error} />
        <button className="button button-primary" type="submit" disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
      <p className="hint">
        First time here? <code>certyn up</code> prints a link that makes you the owner.
      </p>
    </EntryFrame>
  );
}

/** Only a path of our own: a link must not send somebody elsewhere after signing in. */
function ownPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
