import type { Dice } from './random.ts';

/** 13 to 18 digits; many start with zeros, which must survive. */
export function barcodeOf(own: Dice, index: number): string {
  const length = own.whole(index, 'barcode length', 13, 18);
  const zeros = own.happens(index, 'barcode zeros', 0.3) ? own.whole(index, 'barcode zero count', 1, 4) : 0;
  return own.digits(index, 'barcode', length).slice(zeros).padStart(length, '0');
}
