import { PRICES } from '../prices.ts';
import type { Dice } from '../random.ts';
import type { SandboxEvent } from './catalogue.ts';

/** `purchasePrice` and `purchaseCurrency`; a few complimentary tickets have an empty price or none. */
export function priceOf(event: SandboxEvent, own: Dice, index: number): Record<string, string | null> {
  const purchaseCurrency = own.pick(index, 'currency', event.currencies);
  const gap = own.whole(index, 'price gap', 0, 199);
  if (gap === 0) return { purchasePrice: '', purchaseCurrency };
  if (gap === 1) return { purchasePrice: null, purchaseCurrency: null };
  return { purchasePrice: own.pick(index, 'price', PRICES[purchaseCurrency] ?? ['0']), purchaseCurrency };
}
