import { render } from 'preact';
import { createGoogle } from './google.ts';
import { OpeningView } from './views/opening-view.tsx';

const root = document.getElementById('root');
if (root) render(<OpeningView google={createGoogle(() => google.script.run)} />, root);
