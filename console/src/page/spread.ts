/** How attacks move: when a kind reached which region, who sees it first, how far a new kind has come. */
import { el } from '../dom.ts';
import { albums } from '../draw/album.ts';
import { t } from '../language.ts';
import type { Page } from '../page.ts';

export const spread: Page = {
  name: 'spread',
  path: '/spread',
  reads: ['regions'],
  async draw(scene) {
    return [
      el('h1', {}, t('spread.title')),
      el('p', { class: 'lead' }, t('spread.lead')),
      ...await albums(scene, 'spread', 'propagation', 'ripple'),
    ];
  },
};
