import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = { chromium: ['chromium', 'chromium-browser', 'google-chrome'], redis: ['redis-server'] } as const;

/** Programs some tests need that npm cannot bring, and how to get them. */
export const HOW_TO_GET = {
  chromium: 'Chromium: apt-get install chromium, or set CHROMIUM_PATH to your own.',
  redis: 'Redis: apt-get install redis-server.',
} as const;
export type Need = keyof typeof HOW_TO_GET;

/** Where the program is, or null. */
export function pathOf(need: Need): string | null {
  const own = process.env['CHROMIUM_PATH'];
  if (need === 'chromium' && own && existsSync(own)) return own;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const name of NAMES[need]) {
    const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
    if (found) return found;
  }
  return null;
}

/** What is missing on this machine. */
export const missingNeeds = (): Need[] => (['chromium', 'redis'] as const).filter((need) => pathOf(need) === null);
