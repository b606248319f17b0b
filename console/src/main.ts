/** Starts the console: language and colours as remembered, the frame, the page of this address, live events. */
import './style/tokens.css';
import './style/frame.css';
import './style/parts.css';
import './style/pages.css';
import { Frame } from './frame.ts';
import { speak } from './language.ts';
import { memory } from './memory.ts';

const scheme = memory.scheme();
if (scheme !== 'auto') document.documentElement.dataset['scheme'] = scheme;
speak(memory.language());
new Frame(document.body).begin();
