/** The colours of the style sheet as a canvas needs them. */
let printing = false;
addEventListener('beforeprint', () => { printing = true; });
addEventListener('afterprint', () => { printing = false; });

/** A custom property as a plain colour, in the scheme that is shown (light on paper). */
export function colour(name: string): string {
  const probe = document.createElement('span');
  probe.className = printing ? 'probe paper' : 'probe';
  probe.style.setProperty('color', `var(--${name})`);
  document.body.appendChild(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  return computed;
}
