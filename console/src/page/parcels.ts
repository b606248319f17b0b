/** What nodes told the nodes of other countries through the centre, which cannot open it. */
import type { Fleet } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { place, t, tOf } from '../language.ts';
import { figure } from '../number.ts';
import { ago, nothing, section, table, tag, when } from '../parts.ts';
import type { Scene } from '../page.ts';

type Parcels = Fleet['parcels'][number];
const TONE: Record<Parcels['standing'], string> = { waiting: 'know', taken: 'plain', refused: 'act', acknowledged: 'ok', expired: 'act' };
const ORDER = Object.keys(TONE);

export function parcels(rows: Parcels[], scene: Scene): HTMLElement {
  const sorted = [...rows].sort((a, b) => a.country.localeCompare(b.country) || ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
  return section('parcels', t('parcels.title'), { class: 'panel' },
    el('p', { class: 'soft' }, t('parcels.note')),
    rows.length === 0 ? nothing(t('parcels.none')) : table(t('parcels.title'), [
      { head: t('parcels.to'), header: true, cell: (p: Parcels) => place(p.country) },
      { head: t('parcels.purpose'), cell: (p: Parcels) => tOf('parcels.for', p.purpose.replace(/\/\d+$/, '')) },
      { head: t('parcels.standing'), cell: (p: Parcels) => [tag(TONE[p.standing], t(`parcels.${p.standing}`)), meaning(p)] },
      { head: t('parcels.count'), kind: 'number', cell: (p: Parcels) => figure(p.parcels) },
      { head: t('parcels.since'), cell: (p: Parcels) => [when(p.since), ' ', el('span', { class: 'soft id' }, ago(p.since, scene.now()))] },
    ], sorted));
}

function meaning(p: Parcels): Child {
  return el('p', { class: 'soft' }, t(`parcels.${p.standing}.note`));
}
