import { createContext, useContext, useState } from 'react';
import { createRoot } from 'react-dom/client';

const Say = createContext(() => {});

/** Tells what was done, for a case to expect. */
export const useSay = () => useContext(Say);

function Page({ children }) {
  const [said, say] = useState('');
  return (
    <Say.Provider value={say}>
      {children}
      <p data-testid="result">{said}</p>
    </Say.Provider>
  );
}

export function show(content) {
  createRoot(document.getElementById('root')).render(<Page>{content}</Page>);
}
