import { useEffect, useState } from 'react';
import { Icon } from './Icon';

/** Copies a text; the button says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return;
    }
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button
      type="button"
      className="icon-button"
      onClick={() => void copy()}
      title={copied ? 'Copied' : label}
      aria-label={copied ? 'Copied' : label}
    >
      <Icon name={copied ? 'passed' : 'copy'} />
    </button>
  );
}
