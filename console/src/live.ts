/** Hears from the centre which views changed; polls where the event stream is full; tells when contact is lost. */
import type { ViewName } from './api.ts';

export type Contact = 'live' | 'poll' | 'lost';
const POLL_MS = 30_000;

export function listen(changed: (views: ViewName[] | 'all') => void, contact: (state: Contact) => void): void {
  let source: EventSource | null = null;
  let lost = false;

  const open = (): void => {
    source = new EventSource('/api/events');
    source.onopen = () => {
      contact('live');
      // What happened while there was no contact was not heard: look at everything again.
      if (lost) changed('all');
      lost = false;
    };
    source.addEventListener('changed', (event) => {
      const { views } = JSON.parse((event as MessageEvent<string>).data) as { views: ViewName[] };
      changed(views);
    });
    source.addEventListener('full', () => {
      source?.close();
      contact('poll');
      setInterval(() => changed('all'), POLL_MS);
    });
    source.onerror = () => {
      if (!lost) contact('lost');
      lost = true;
      if (source?.readyState === EventSource.CLOSED) setTimeout(open, 3000);
    };
  };
  open();
  // Otherwise the browser reports a failure on every navigation away.
  addEventListener('pagehide', () => source?.close());
}
