/** The nodes, the policies they proved to run, and what their reports lack. */
import { get, type Fleet, type FleetNode } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { place, say, t, tOf } from '../language.ts';
import { figure, NONE, percent, seconds } from '../number.ts';
import { ago, nothing, table, tag, when } from '../parts.ts';
import type { Page, Scene } from '../page.ts';

export const fleet: Page = {
  name: 'fleet',
  path: '/fleet',
  reads: ['fleet'],
  async draw(scene) {
    const { nodes } = await get<Fleet>('fleet');
    return [
      el('h1', {}, t('fleet.title')),
      nodes.length === 0 ? nothing(t('fleet.none')) : el('div', { class: 'panel' }, table(t('fleet.title'), [
        { head: t('fleet.node'), header: true, cell: (n: FleetNode) => el('span', { id: n.id, title: n.id }, n.name) },
        { head: t('fleet.country'), cell: (n: FleetNode) => place(n.country) },
        { head: t('fleet.health'), cell: health },
        { head: t('fleet.seen'), cell: (n: FleetNode) => seen(n, scene) },
        { head: t('fleet.policy'), cell: policy },
        { head: t('fleet.reports'), cell: reports },
        ...(nodes.some((n) => n.sensors.length > 0) ? [{ head: t('fleet.sensors'), cell: sensors }] : []),
        ...(nodes.some((n) => n.version !== undefined)
          ? [{ head: t('fleet.version'), cell: (n: FleetNode): Child => n.version ?? NONE }] : []),
      ], nodes, { class: 'fleet' })),
    ];
  },
};

function health(n: FleetNode): Child {
  return [tag(`health ${n.health}`, tOf('health', n.health)),
    n.why !== undefined && el('p', { class: 'soft' }, say(n.why))];
}

function seen(n: FleetNode, scene: Scene): Child {
  return n.lastSeen === undefined ? NONE : [when(n.lastSeen, 'second'), el('p', { class: 'soft' }, ago(n.lastSeen, scene.now()))];
}

/** Offered is not running: only the digest that the node itself reported proves it. */
function policy(n: FleetNode): Child {
  const p = n.policy;
  const effective = p.effectiveDigest === p.wantedDigest;
  return [
    // A policy without a name of its own is known by its digest only.
    !p.wantedDigest.startsWith(p.wanted) && [el('strong', {}, p.wanted), ' '],
    el('code', { title: p.wantedDigest }, p.wantedDigest.slice(0, 8)), ' ',
    tag(effective ? 'ok' : 'know', effective ? t('fleet.effective') : t('fleet.pending')),
    p.effectiveSince !== undefined && el('p', { class: 'soft' }, when(p.effectiveSince, 'second')),
    p.seconds !== undefined && el('p', { class: 'soft' }, t('fleet.changed', { s: seconds(p.seconds) })),
    !effective && p.effectiveDigest !== undefined && el('p', { class: 'soft' },
      t('fleet.running'), ' ', el('code', {}, p.effectiveDigest.slice(0, 8))),
  ];
}

function reports(n: FleetNode): Child {
  return [el('span', { class: 'when' }, t('fleet.reports.text', { n: figure(n.sequence) })), el('p', { class: 'soft' },
    n.gaps === 0 ? t('fleet.nogaps') : el('strong', {}, t('fleet.gaps', { n: n.gaps })),
    n.duplicatesRefused > 0 && ` · ${t('fleet.duplicates', { n: n.duplicatesRefused })}`)];
}

function sensors(n: FleetNode): Child {
  return el('ul', { class: 'plain' }, n.sensors.map((s) => el('li', {}, `${s.name} `,
    s.watched === undefined ? el('span', { class: 'soft' }, t('notmeasured')) : percent(s.watched))));
}
