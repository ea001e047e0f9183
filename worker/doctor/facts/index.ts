import { ANSWER_FACTS } from './answers.ts';
import type { Fact } from './fact.ts';
import { FILTER_FACTS } from './filters.ts';
import { GROWTH_FACTS } from './growth.ts';
import { MARK_FACTS } from './marks.ts';
import { PASTE_FACTS } from './pastes.ts';
import { TAB_FACTS } from './tabs.ts';
import { TEXT_FACTS } from './texts.ts';

/** Everything about Google Sheets that Willcall relies on and Google does not promise. */
export const FACTS: readonly Fact[] = [
  ...TEXT_FACTS,
  ...FILTER_FACTS,
  ...PASTE_FACTS,
  ...GROWTH_FACTS,
  ...MARK_FACTS,
  ...ANSWER_FACTS,
  ...TAB_FACTS,
];
