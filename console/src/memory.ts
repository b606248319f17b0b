/** What the reader's browser remembers: language, colours, and when news were last read. Nothing else, no cookie; a
 * token of somebody on duty stays in its tab (duty.ts). */
export type Language = 'en' | 'ja';
export type Scheme = 'auto' | 'light' | 'dark';

function get(key: string): string | null {
  try {
    return localStorage.getItem(`yochi.${key}`);
  } catch {
    return null;
  }
}

function set(key: string, value: string): void {
  try {
    localStorage.setItem(`yochi.${key}`, value);
  } catch {
    // A browser that forbids storage only forgets.
  }
}

export const memory = {
  language(): Language {
    const kept = get('language');
    if (kept === 'en' || kept === 'ja') return kept;
    return navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
  },
  keepLanguage: (language: Language) => set('language', language),
  scheme(): Scheme {
    const kept = get('scheme');
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  },
  keepScheme: (scheme: Scheme) => set('scheme', scheme),
  /** Whether single keys act. */
  keys: (): boolean => get('keys') !== 'off',
  keepKeys: (on: boolean) => set('keys', on ? 'on' : 'off'),
  looked(): string | null {
    const kept = get('looked');
    return kept !== null && !Number.isNaN(Date.parse(kept)) ? kept : null;
  },
  keepLooked: (instant: string) => set('looked', instant),
};
