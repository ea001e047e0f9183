import { currencyDigits, moneyFromDecimal, type Money } from '../../../shared/money.ts';

const PRICE = /^(\d{1,12})(?:\.(\d+))? ([A-Z]{3})$/;

/** A list price as Oveit writes it: `200 EUR`, `0.00 RON`. Blank for what is no amount, such as `Free`: its text has a column too. */
export function toListPrice(text: string | null | undefined): Money | null {
  const [, whole, fraction = '', currency] = PRICE.exec(text?.trim().toUpperCase() ?? '') ?? [];
  if (whole === undefined || currency === undefined || fraction.length > currencyDigits(currency)) return null;
  return moneyFromDecimal(`${whole}.${fraction}`, currency);
}
