/** What a page is: what it needs from the centre, and how it is drawn. */
import type { About, ViewName } from './api.ts';

export interface Scene {
  about: About;
  /** The centre's clock now, in ms. */
  now: () => number;
  /** Value of a query parameter of this address. */
  query: (name: string) => string | null;
  /** Changes a query parameter, forgets others, and draws the page again; the focus then goes to an element. */
  turn: (name: string, value: string, forget?: string[], focus?: string) => void;
  /** The one thing that the address asks for. */
  item: string | null;
  /** Draws the page again. */
  again: () => void;
}

export interface Page {
  name: ViewName;
  path: string;
  /** Views whose change makes this page stale. */
  reads: ViewName[];
  /** Fetches what it needs and draws it. */
  draw: (scene: Scene) => Promise<Node[]>;
}

/** Address of a view, or of one item in it. */
export function addressOf(view: ViewName, item?: string): string {
  const path = view === 'start' ? '/' : `/${view}`;
  if (item === undefined) return path;
  return view === 'series' || view === 'forecasts' ? `${path}?id=${encodeURIComponent(item)}` : `${path}#${encodeURIComponent(item)}`;
}
