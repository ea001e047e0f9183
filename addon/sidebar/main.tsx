import { render } from 'preact';
import { createGoogle } from './google.ts';
import { speakTo } from './speak-to.ts';
import { readStart } from './start.ts';
import { OpeningView } from './views/opening-view.tsx';

const root = document.getElementById('root');
const start = readStart(document.getElementById('start')?.textContent ?? '');
speakTo(start.context?.userLocale ?? navigator.language);
if (root) render(<OpeningView google={createGoogle(() => google.script.run)} start={start} />, root);
