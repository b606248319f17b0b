/** The centre's JSON (openapi.yaml) as types, and how it is fetched. An absent property is not known; never zero. */
export type ViewName = 'start' | 'sightings' | 'regions' | 'spread' | 'series' | 'alerts' | 'notices' | 'sites' | 'duty' | 'attacks' | 'forecasts' | 'record' | 'loop' | 'fleet';
export interface Phrase { code: string; values: Record<string, string>; parts: Record<string, Phrase>; text: string }

export interface About {
  version: string; home: string; now: string; simulated: boolean; maskAsn: boolean; policies: string[];
  observation?: { from: string; until: string; replayed: boolean };
  sources: { name: string; address: string; licence: string }[];
}

export interface News {
  id: string; at: string; weight: 'act' | 'know' | 'note'; about: ViewName; item?: string; what: Phrase;
  simulated: boolean;
}
export interface Task {
  id: string; since: string; due?: string; about: ViewName; item?: string; what: Phrase; how: Phrase;
  simulated: boolean;
}
export interface Quiet { id: string; count: number; about: ViewName; what: Phrase; why: Phrase }
export interface Start { asOf: string; news: News[]; newsLeftOut: number; tasks: Task[]; quiet: Quiet[] }

export type Side = 'sensor' | 'origin' | 'victim';
export type Party = 'origin' | 'victim';
export interface Place {
  country: string; regions: string[]; count?: number; previous?: number; watched?: number;
  rate?: number; low?: number; high?: number; previousRate?: number; againstBaseline?: number;
  topTypes: { name: string; count: number }[]; topAsns: { asn: string; count: number }[]; simulated: boolean;
}
export interface Sightings {
  side: Side; party: Party; from: string; until: string; unit: string; rateUnit?: string; places: Place[]; unknown?: number;
  spoofable: boolean; geolocated: boolean; missing: Phrase[];
}

export interface Similarity {
  a: string; b: string; nA: number; nB: number; mix?: number; who?: number; observedOverlap?: number;
  expectedOverlap?: number; when?: number; lagHours?: number; low?: number; high?: number; combined?: number;
  combinedP?: number; rank: number; qValue?: number; divergence?: number; dispersion?: number;
  rivals?: { cosine?: number; containment?: number; jaccard?: number; correlation?: number };
  kinds?: { attackType: string; observed: number; expected: number; who: number; low: number; high: number }[];
  missing: string[];
}
export interface Locality {
  region: string; attackType: string; service: string; observed: number; expected: number; lower5: number;
  verdict: string; readings: Reading[]; strength?: Strength; why: string; missing: string[];
}
export interface Reading { verdict: string; probability: number }
export interface Strength {
  lift: number; pmi: number; days: number; counted?: number; past?: number; pastLower5?: number; both?: number;
  bothLower5?: number; surprise?: number; together: string[]; qValue?: number; growthPerDay?: number; growthLow?: number;
  growthHigh?: number;
}
export interface Trend {
  region: string; attackType: string; service: string; slopePerDay?: number; low?: number; high?: number;
  pValue?: number; label: 'growing' | 'shrinking' | 'flat' | 'uncertain'; missing: string[];
}
export interface Rating {
  region: string; rate?: number; low?: number; high?: number; againstBaseline?: number; watched: number; items: number;
}
export interface Regions {
  from: string; until: string; round?: string; regions: string[]; rateUnit: string; rates: Rating[]; similarities: Similarity[];
  localities: Locality[]; trends: Trend[]; missing: Phrase[]; sentences: Phrase[];
}

export interface Say { en: string; ja: string }
export interface Shape { tag: string; attributes: Record<string, string>; text?: Say; tell?: Say; children: Shape[] }
export interface Table { columns: { key: string; head: Say; number: boolean }[]; rows: string[][] }
export interface Picture {
  id: string; label: Say; answer: Say; drawing: Shape; legend: { sample: Shape; meaning: Say }[]; missing: Say[]; table: Table;
}
export interface Album { id: string; question: Say; reading: Say; pictures: Picture[]; none: Say }

export interface SeriesKey {
  id: string; region: string; party: Party; attackType: string; service: string; metric: string; simulated: boolean;
}
export interface Span {
  id: string; issued: string; informationUntil: string; from: string; to: string;
  quantiles: Record<string, number>; rival: Record<string, number>; outcome?: number;
}
export interface Gap { from: string; to: string; watched: number; sensor?: string; reasons: Phrase[] }
export interface Mark { at: string; kind: 'policy' | 'sensor' | 'alert'; what: Phrase }
export interface Series {
  key: SeriesKey; unit: string; step: string; points: { at: string; value?: number }[]; forecasts: Span[];
  gaps: Gap[]; marks: Mark[]; missing: Phrase[];
}

export interface Victim {
  pseudonym: string; country: string; countrySource: string; asn: string; vectors: string[]; services: string[];
  orders: number;
}
export interface Mitigation {
  id: string; member: string; stage: 'proposed' | 'armed' | 'active' | 'withdrawn'; match: string; action: string;
  changed: string; leaseUntil?: string; dropped?: number; passed?: number; simulated: boolean;
}
export interface Option {
  id: string; text: Say; benefit: Say; covers?: number; collateral: Say; reversible: Say; authority: Say; takesEffect: string;
  expires?: string;
}
export interface ToTell {
  who: string; role: 'owner' | 'provider' | 'partner'; why: Say;
  act?: { probability: number; ratio: number; act: boolean; gain: number };
  recipient?: string; untold?: Say;
}
export type Verdict = 'false' | 'seen-here' | 'handled';
export type Life = 'new' | 'confirmed' | 'escalated' | 'ended' | 'false';
export interface Assessment {
  life: Life; campaign?: string; facts: Say[]; inferences: Say[]; unknowns: { what: Say; settledBy: Say }[]; options: Option[];
  recommendation?: { table: string; row: string; option: string; text: Say; expected: Say };
  place: { victimCountry: { value: string; by: string }; hostingCountry: string; originAs: { asn: string; table?: string } };
  tell: ToTell[]; answers: { who: string; verdict: Verdict; at: string; why: string }[]; caveats: Say[];
}
export interface Alert {
  id: string; basis: 'nowcast' | 'forecast'; state: 'open' | 'notified' | 'acknowledged' | 'mitigated' | 'closed';
  party: Party; occurred: string; raised: string; closed?: string; title: Phrase; asn: string; victims: Victim[];
  probability?: number; horizonHours?: number; evidence: Phrase[]; advice: Phrase[]; tlp: string; record: string[];
  notices: { id: string; member: string; sent: string; acknowledged?: string }[]; mitigations: Mitigation[];
  simulated: boolean; assessment: Assessment;
}

export interface Site {
  name: string; sector: string; criticality: 'low' | 'medium' | 'high'; prefixes: number; asns: string[]; domains: number;
  contacts: number; member?: string; exercised?: string; missing: string[];
}
export interface Sites {
  version: string; date?: string; sites: Site[];
  coverage: { sector: string; sites: number; reachable: number; covered: number; armable: number; exercised: number }[];
  overlaps: { outer: string; outerPrefix: string; inner: string; innerPrefix: string }[];
}
export interface Judged { right: number; wrong: number }
export interface Precision { kind: string; raised: number; answered: number; byData: Judged; withAnswers: Judged }

export interface MachineMonth {
  month: string; machines: number; login: number; download: number; handshake: number; repeatedScan: number; unowned: number;
  unproven: number; exempt: number; nodes: number; daysWatched: number; days: number; estimate?: number; low?: number; high?: number; missing: Phrase[];
}
export interface Machines { asOf: string; months: MachineMonth[] }

export interface NoticeDelivery {
  step: number; contact: string; channel: string; state: 'queued' | 'delivered' | 'bounced' | 'cancelled'; queued: string;
  delivered?: string; seconds?: number; tries: number; why?: string;
}
export interface NoticeCard {
  id: string; about: 'nowcast' | 'forecast' | 'machines'; state: 'open' | 'desk' | 'acknowledged' | 'expired' | 'withdrawn' | 'superseded';
  alert: string; member: string; group?: string; title: Phrase; tlp: string; occurred: string; issued: string; expires: string;
  approved?: string; delivered?: string; deliveredSeconds?: number; acknowledged?: string; acknowledgedSeconds?: number;
  acknowledgedBy?: string; desk?: string; fingerprint: string; machines: number; mitigations: number;
  texts: { language: string; title: string; body: string }[]; deliveries: NoticeDelivery[];
  thread?: { first: string; number: number; change: 'first' | 'news' | 'renewed' | 'ended' | 'false' };
}
export interface ChannelTimes { channel: string; delivered: number; bounced: number; medianSeconds?: number; slowestSeconds?: number }
export interface Circle {
  name: string; members: string[]; tells: NoticeCard['about'][]; tlp: string;
  seen: { what: string; sectors: { sector: string; alerts: number; first: string; last: string }[] }[];
}
export interface Notices { asOf: string; notices: NoticeCard[]; channels: ChannelTimes[]; groups: Circle[] }

export interface Question { region: string; attackType: string; service: string; metric: string; from: string; to: string }
export type Whom = 'country' | 'network' | 'prefix' | 'sector' | 'sensors';
export interface PastOfMethod { scored: number; independent: number; came?: number; rival?: string; skill?: number }
export interface Statement {
  id: string; number: number; whom: Whom; series?: string; question: Question; horizonHours: number;
  probability?: number; quantiles: Record<string, number>;
  rivals: { name: string; probability?: number; quantiles: Record<string, number> }[];
  issued: string; sealed: string; informationUntil: string; method: string; sites: string[];
  evidence: Phrase[]; missing: Phrase[]; alerts: string[];
  past?: PastOfMethod;
}
/** Days are of UTC; who is on a list is told to nodes at home only. */
export interface SourceLists {
  told?: string; nodes: number; listed?: string; lists: { service: string; length: number; expected: number }[]; missing: Phrase[];
  sealed: number; over: number;
}
export interface ForecastBoard { dataUntil?: string; open: Statement[]; leftOut: number; sources: SourceLists }
export interface ForecastSheet { statement: Statement; hash: string; evidence: Phrase[]; outcome?: Scored; past: Scored[] }

export type StatementKind = 'forecast' | 'nowcast' | 'undivided';
interface OfGroup { group: string; kind: StatementKind; horizonHours: number; daysAhead: number }
export interface Score extends OfGroup {
  measure: string; ours: number; rival: string; rivals: number; skill?: number; low?: number; high?: number; n: number;
  independent: number; tooFew: boolean;
}
export interface SkillWeek extends OfGroup {
  measure: string; rival: string; week: string; ours: number; rivals: number; skill?: number; n: number;
}
export interface ReliabilityDiagram extends OfGroup {
  n: number;
  decomposition: { brier: number; reliability: number; resolution: number; uncertainty: number; withinBins: number };
  bins: { low: number; high: number; said: number; observed: number; n: number }[];
}
export interface AlarmCount extends OfGroup {
  threshold: number; who: string; alarms: number; hits: number; falseAlarms: number; missed: number; perWeek: number;
  leadHours?: number;
}
export interface ListHits extends OfGroup { length: number; who: string; hits: number; of: number; lists: number }
/** Relative economic value to who acts above cost divided by loss; without `value` the outcomes are too few, or all alike. */
export interface ForecastValue extends OfGroup {
  who: string; n: number; came: number; baseRate: number; independent: number; tooFew: boolean;
  curve: { ratio: number; hits: number; falseAlarms: number; misses: number; value?: number }[];
}
export interface RecipientValue extends OfGroup {
  who: string; role: 'owner' | 'provider'; ratio: number; n: number; independent: number; tooFew: boolean; ours?: number;
  rival?: string; rivals?: number;
}
/** Without `series` it would name a victim: a network is told by its class only. */
export interface Scored {
  id: string; kind: StatementKind; series: string; issued: string; quantiles: Record<string, number>;
  probability?: number; outcome?: number; rival?: string; rivalValue?: number; better?: boolean; right?: boolean;
  question: Question;
}
export interface ForecastRecord {
  sealed: number; scored: number; waiting: number; notScorable: number; silent: number; withdrawn: number; eligible?: number;
  silences: { region: string; since: string; statements: number }[]; reasons: { why: Phrase; statements: number }[];
  missing?: number; independent: number; tooFew: boolean; least: number; coverage90?: number;
  means: (OfGroup & { measure: string; ours: number; n: number; independent: number })[]; scores: Score[];
  skillByWeek: SkillWeek[]; reliability: ReliabilityDiagram[]; alarms: AlarmCount[]; lists: ListHits[];
  values: ForecastValue[]; recipients: RecipientValue[];
  calibration: { level: number; observed: number; n: number }[]; lastTen: Scored[]; recent: Scored[];
}

export interface Figure {
  id: string; requirement: string; limitSeconds?: number; measuredSeconds?: number; clock: string;
  startEvent?: string; startTime?: string; stopEvent?: string; stopTime?: string; n: number; simulated: boolean;
}
export interface Step { at: string; party: string; event: string; id: string; what: Phrase; simulated: boolean }
export interface Loop { figures: Figure[]; steps: Step[]; simulated: boolean }

export type TellingState = 'told' | 'policy' | 'sampling' | 'unsought' | 'unknown';
export interface Telling { events: TellingState; onset: TellingState; links: TellingState }
export interface Teller { node: string; country: string; telling: Telling; until: string }
export interface Told {
  node: string; country: string; party: Party; kind: string; carpet: boolean; service: string; rest: boolean;
  most: number; different: number; windows: number; first: string; last: string;
}
export interface Pooled {
  number: number; attackType: string; from: string; until: string; packets: number; mostInMinute: number;
  nodes: number; countries: string[]; alone: boolean; confidence: number; parts: number;
}
export interface Together {
  node: string; country: string; from: string; until: string; service: string; sources: number; expected: number;
  surprise: number; oddsRatio?: number; group: number; networks: number; networksBefore: number;
}
export interface Unusual {
  from: string; until: string; nodes: number; low: number; alarms: string[]; pBinomial: number; pCauchy: number;
}
export interface Linked { node: string; country: string; sessions: number; ofSessions: number }
export interface Attacks {
  from: string; until: string; tellers: Teller[]; told: Told[]; pooled: Pooled[]; together: Together[];
  unusual: Unusual[]; linked: Linked[];
}

export interface FleetNode {
  id: string; name: string; country: string; health: 'healthy' | 'degraded' | 'silent' | 'revoked' | 'never-seen';
  lastSeen?: string; why?: Phrase; version?: string; rules?: string; reportedUntil?: string; sequence: number; gaps: number; duplicatesRefused: number;
  policy: {
    wanted: string; wantedDigest: string; effective?: string; effectiveDigest?: string; effectiveSince?: string; seconds?: number;
  };
  telling: Telling;
  sensors: { name: string; watched?: number; addresses?: number }[];
}
/** The centre carries parcels from node to node and cannot open them. */
export interface Fleet {
  nodes: FleetNode[];
  parcels: {
    country: string; purpose: string; standing: 'waiting' | 'taken' | 'refused' | 'acknowledged' | 'expired'; parcels: number; since: string;
  }[];
}

/** A refusal of the centre, or no answer at all. */
export class Unanswered extends Error {
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

export async function get<T>(path: string): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`/api/${path}`, { headers: { accept: 'application/json' }, cache: 'no-store' });
  } catch {
    throw new Unanswered('UNREACHABLE', '');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({})) as { code?: string; detail?: string };
    throw new Unanswered(problem.code ?? `HTTP ${answer.status}`, problem.detail ?? answer.statusText);
  }
  return await answer.json() as T;
}
