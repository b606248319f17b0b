/** Who is on duty at this screen, and what such a person does. The token stays in this tab and is gone when it closes. */
import { Unanswered } from './api.ts';

const KEY = 'yochi.duty';

export type Role = 'reader' | 'analyst' | 'chief';
export interface Person { name: string; role: Role }

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

let token = kept();
let person: Person | null = null;

function keep(next: string | null): void {
  token = next;
  person = null;
  try {
    if (next === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, next);
  } catch {
    // A browser that forbids storage asks again on the next page load.
  }
}

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`/api/duty/${path}`, {
      method, cache: 'no-store',
      headers: { authorization: `Bearer ${token ?? ''}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Unanswered('UNREACHABLE', '');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({})) as { code?: string; detail?: string };
    if (answer.status === 401) keep(null);
    throw new Unanswered(problem.code ?? `HTTP ${answer.status}`, problem.detail ?? answer.statusText);
  }
  return answer;
}

export async function signIn(given: string): Promise<Person> {
  keep(given);
  try {
    person = await (await ask('GET', 'me')).json() as Person;
    return person;
  } catch (refused) {
    keep(null);
    throw refused;
  }
}

export function signOut(): void {
  keep(null);
}

/** Who is on duty here; nobody where no token was given or the centre knows it no more. */
export async function onDuty(): Promise<Person | null> {
  if (token === null) return null;
  if (person === null) {
    try {
      person = await (await ask('GET', 'me')).json() as Person;
    } catch {
      return null;
    }
  }
  return person;
}

export function mayAct(who: Person | null): boolean {
  return who !== null && who.role !== 'reader';
}

export async function act(alert: string, what: 'answers' | 'decisions' | 'life', body: Record<string, string>): Promise<void> {
  await ask('POST', `alerts/${encodeURIComponent(alert)}/${what}`, body);
}

export async function handOver(hours: number, language: string): Promise<string> {
  return (await ask('GET', `handover?hours=${hours}&language=${language}`)).text();
}

export interface Entry { number: number; at: string; hash: string; who: string; what: string; subject: string; choice: string; why: string }

/** The decision log as it was sent, and read. */
export async function decisions(): Promise<{ text: string; entries: Entry[] }> {
  const text = await (await ask('GET', 'log')).text();
  return { text, entries: read(text) };
}

/** One entry a line; the decision itself is a text within, so that its bytes can be hashed again. */
export function read(text: string): Entry[] {
  return text.split('\n').filter((line) => line !== '').map((line) => {
    const { number, at, hash, body } = JSON.parse(line) as { number: number; at: string; hash: string; body: string };
    const told = JSON.parse(body) as Omit<Entry, 'number' | 'at' | 'hash'>;
    return { number, at, hash, who: told.who, what: told.what, subject: told.subject, choice: told.choice, why: told.why };
  });
}
