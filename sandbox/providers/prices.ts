/** Prices by ISO 4217 currency, in major units as text; how many decimals one shows differs, as in vendors' data. */
export const PRICES: Readonly<Record<string, readonly string[]>> = {
  EUR: ['85.00', '85.00', '85.00', '120.00', '49.9', '12.5', '0'],
  GBP: ['60.00', '60.00', '45.5', '0'],
  USD: ['75.00', '99.99', '1250.00', '0'],
  CHF: ['110.00', '79.95', '0'],
  SEK: ['950.00', '1250.00', '0.5'],
  JPY: ['12000', '8500', '3000', '0'],
  KWD: ['12.500', '7.250', '0.750'],
};
