import { inlinePage } from './inline-page.ts';

/** The page on which the owner of a key enters it, and its policy. */
export const keyPage = (): { html: string; policy: string } => inlinePage('enter-key', ['page.js']);
