import type { Dice } from '../random.ts';
import type { SandboxEvent } from './catalogue.ts';

/** Amounts in major units as text; how many decimals a price shows differs from row to row, as in the vendor's data. */
const PRICES: Readonly<Record<string, readonly string[]>> = {
  EUR: ['85.00', '85.00', '85.00', '120.00', '49.9', '12.5', '0'],
  GBP: ['60.00', '60.00', '45.5', '0'],
  USD: ['75.00', '99.99', '1250.00', '0'],
  CHF: ['110.00', '79.95', '0'],
  SEK: ['950.00', '1250.00', '0.5'],
  JPY: ['12000', '8500', '3000', '0'],
  KWD: ['12.500', '7.250', '0.750'],
};

/** `purchasePrice` and `purchaseCurrency`; a few complimentary tickets have an empty price or none. */
export function priceOf(event: SandboxEvent, own: Dice, index: number): Record<string, string | null> {
  const purchaseCurrency = own.pick(index, 'currency', event.currencies);
  const gap = own.whole(index, 'price gap', 0, 199);
  if (gap === 0) return { purchasePrice: '', purchaseCurrency };
  if (gap === 1) return { purchasePrice: null, purchaseCurrency: null };
  return { purchasePrice: own.pick(index, 'price', PRICES[purchaseCurrency] ?? ['0']), purchaseCurrency };
}
