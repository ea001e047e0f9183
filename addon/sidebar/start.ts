import { catch as ifBroken } from 'zod/mini';
import * as z from 'zod/mini';
import type { SheetContext, Start } from '../sheet-context.ts';
import { Context } from './google.ts';

const StartText: z.ZodMiniType<Start> = z.object({
  intent: ifBroken(z.enum(['open', 'refresh-tab', 'refresh-all', 'new-report']), 'open'),
  context: ifBroken(z.nullable(Context), null),
  token: ifBroken(z.nullable(z.string()), null),
});

/**
 * What the menu item wrote into the page.
 *
 * @param text the JSON in the page; whatever is missing or broken in it is null, and asked for.
 */
export function readStart(text: string): Start {
  try {
    return StartText.parse(JSON.parse(text));
  } catch {
    return { intent: 'open', context: null, token: null };
  }
}

/** Numbers and dates are the person's; where Google tells only a language of theirs, the spreadsheet's region of that language. */
export function formatLocale({ userLocale, locale }: Pick<SheetContext, 'userLocale' | 'locale'>): string {
  const [language, region] = userLocale.split(/[-_]/);
  const isSame = language?.toLowerCase() === locale.split(/[-_]/)[0]?.toLowerCase();
  return region === undefined && isSame ? locale : userLocale;
}
