/** The nodes, their sensors, the policies they proved to run, and what their reports lack. What is unknown says so. */
import { get, type Fleet, type FleetNode } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { place, t, tOf } from '../language.ts';
import { figure, percent } from '../number.ts';
import { ago, details, lasting, nothing, table, tag, when } from '../parts.ts';
import { telling } from '../telling.ts';
import type { Page, Scene } from '../page.ts';
import { say } from '../say.ts';
import { parcels } from './parcels.ts';

/** More sensors than this are folded away. */
const SENSORS_SHOWN = 3;

export const fleet: Page = {
  name: 'fleet',
  path: '/fleet',
  reads: ['fleet'],
  async draw(scene) {
    const { nodes, parcels: told } = await get<Fleet>('fleet');
    return [
      el('h1', {}, t('fleet.title')),
      nodes.length === 0 ? nothing(t('fleet.none')) : el('div', { class: 'panel' }, table(t('fleet.title'), [
        {
          head: t('fleet.node'), header: true,
          cell: (n: FleetNode) => [el('span', { id: n.id, title: n.id }, n.name), el('p', { class: 'soft' }, whereOf(n))],
        },
        { head: t('fleet.health'), cell: (n: FleetNode) => health(n, scene) },
        { head: t('fleet.reports'), cell: reports },
        { head: t('fleet.policy'), cell: (n: FleetNode) => [policy(n), telling(n.telling)] },
        { head: t('fleet.sensors'), cell: sensors },
        { head: t('fleet.version'), cell: version },
      ], nodes, { class: 'fleet' })),
      parcels(told, scene),
    ];
  },
};

function whereOf(n: FleetNode): string {
  return n.country === 'unknown' ? t('fleet.nocountry') : place(n.country);
}

function soft(...children: Child[]): HTMLElement {
  return el('p', { class: 'soft' }, children);
}

function health(n: FleetNode, scene: Scene): Child {
  return [tag(`health ${n.health}`, tOf('health', n.health)),
    n.why !== undefined && soft(say(n.why)),
    n.lastSeen !== undefined && soft(`${t('fleet.seen')}: `, when(n.lastSeen, 'second'), ' ', el('span', { class: 'id' }, ago(n.lastSeen, scene.now())))];
}

function reports(n: FleetNode): Child {
  if (n.sequence === 0) return t('fleet.noreport');
  return [el('span', { class: 'when' }, t('fleet.reports.text', { n: figure(n.sequence) })),
    n.reportedUntil !== undefined && soft(`${t('fleet.until')} `, when(n.reportedUntil)),
    soft(n.gaps === 0 ? t('fleet.nogaps') : el('strong', {}, t('fleet.gaps', { n: n.gaps })),
      n.duplicatesRefused > 0 && ` · ${t('fleet.duplicates', { n: n.duplicatesRefused })}`)];
}

function named(name: string | undefined, digest: string): Child {
  return [el('strong', {}, name === undefined || name === '' ? t('fleet.foreign') : name), ' ',
    el('code', { title: digest }, digest.slice(0, 8))];
}

/** Offered is not running: only the digest that the node itself reported proves it. */
function policy(n: FleetNode): Child {
  const p = n.policy;
  if (p.effectiveDigest === undefined) {
    return [t('fleet.none.effective'),
      p.wantedDigest !== '' && soft(tag('know', t('fleet.pending')), ' ', named(p.wanted, p.wantedDigest))];
  }
  const wanted = p.wantedDigest === p.effectiveDigest;
  return [
    named(p.effective, p.effectiveDigest), ' ',
    wanted && tag(p.effectiveSince === undefined ? 'know' : 'ok', t(p.effectiveSince === undefined ? 'fleet.unproved' : 'fleet.effective')),
    wanted && p.effectiveSince !== undefined && soft(when(p.effectiveSince, 'second')),
    wanted && p.seconds !== undefined && soft(t('fleet.changed', { s: lasting(p.seconds) })),
    !wanted && soft(p.wantedDigest === '' ? t('fleet.nowanted')
      : [tag('know', t('fleet.pending')), ' ', named(p.wanted, p.wantedDigest)]),
  ];
}

function sensors(n: FleetNode): Child {
  if (n.sensors.length === 0) return t(n.reportedUntil === undefined ? 'fleet.noreport' : 'unknown');
  const known = n.sensors.every((s) => s.addresses !== undefined);
  const total = n.sensors.reduce((sum, s) => sum + (s.addresses ?? 0), 0);
  const one = (s: FleetNode['sensors'][number]): Child => el('li', {}, n.sensors.length > 1 && `${s.name} `,
    n.sensors.length > 1 && `${addresses(s.addresses)} · `,
    s.watched === undefined ? t('notmeasured') : t('fleet.watched', { share: percent(s.watched) }));
  return [el('span', { class: 'when' }, n.sensors.length === 1 ? t('fleet.sensors.one') : t('fleet.sensors.n', { n: n.sensors.length }),
    ' · ', known ? addresses(total) : t('unknown')),
    el('ul', { class: 'plain soft' }, n.sensors.slice(0, SENSORS_SHOWN).map(one)),
    n.sensors.length > SENSORS_SHOWN && details(`sensors-${n.id}`, t('alerts.more', { n: n.sensors.length - SENSORS_SHOWN }),
      el('ul', { class: 'plain soft' }, n.sensors.slice(SENSORS_SHOWN).map(one)))];
}

function addresses(n: number | undefined): string {
  return n === undefined ? t('unknown') : n === 0 ? t('fleet.addresses.zero') : n === 1 ? t('fleet.addresses.one') : t('fleet.addresses', { n: figure(n) });
}

function version(n: FleetNode): Child {
  return [n.version ?? t('unknown'), n.rules !== undefined && soft(t('fleet.rules', { rules: n.rules }))];
}
