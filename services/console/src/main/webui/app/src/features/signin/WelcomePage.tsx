import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { post } from '../../api/client';
import { EntryFrame, FormError } from './EntryFrame';

interface Welcome {
  token: string;
  name: string;
  password: string;
}

/** The token comes behind the #, which browsers send to nobody; it leaves the address at once. */
export function WelcomePage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [mismatch, setMismatch] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const welcome = useMutation({
    mutationFn: (wish: Welcome) => post('/auth/v1/welcome', wish),
    onSuccess: () => {
      client.clear();
      void navigate({ to: '/', replace: true });
    },
  });
  useEffect(() => {
    document.title = 'Welcome · Certyn';
    window.history.replaceState(window.history.state, '', '/welcome');
  }, []);

  if (!token) {
    return (
      <EntryFrame title="This link is not complete" lead="The part after the # is missing.">
        <p>
          Copy the whole link that <code>certyn up</code> printed, or <a href="/signin">sign in</a>.
        </p>
      </EntryFrame>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password') ?? '');
    const same = password === String(form.get('again') ?? '');
    setMismatch(!same);
    if (same) {
      welcome.mutate({ token, name: String(form.get('name') ?? '').trim(), password });
    }
  };
  return (
    <EntryFrame
      title="Welcome"
      lead="Choose how you sign in. You will be the owner of this installation."
    >
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
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={200}
            aria-describedby="password-rule"
          />
          <small id="password-rule">At least 12 characters. A sentence is fine.</small>
        </label>
        <label>
          <span>Password again</span>
          <input name="again" type="password" autoComplete="new-password" required />
        </label>
        {mismatch && (
          <p className="form-error" role="alert">
            The passwords differ.
          </p>
        )}
        <FormError error={welcome.error} />
        <button className="button button-primary" type="submit" disabled={welcome.isPending}>
          {welcome.isPending ? 'One moment…' : 'Start'}
        </button>
      </form>
    </EntryFrame>
  );
}
