/** The vendor's languages; every text has them all, the unset ones empty. */
const LANGUAGES = ['de', 'en', 'es', 'fr', 'nl', 'pt', 'tr'] as const;

/** The languages a text was written in. */
export type Texts = Readonly<Partial<Record<(typeof LANGUAGES)[number], string>>>;

export type I18n = Record<string, string>;

export function i18n(texts: Texts): I18n {
  return Object.fromEntries(LANGUAGES.map((language) => [language, texts[language] ?? '']));
}

/** ISO 4217 and whole minor units, so that sums are exact. */
export type Money = { readonly currency: string; readonly minor: number };

export type Amount = { readonly currency: string; readonly amount: string };

const DECIMALS: Readonly<Record<string, number>> = { JPY: 0, KWD: 3 };

/** Decimal text in major units: `10.00`, `12000` yen, `12.500` Kuwaiti dinar. */
export function amountOf({ currency, minor }: Money): Amount {
  const decimals = DECIMALS[currency] ?? 2;
  const digits = String(minor).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return { currency, amount: decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}` };
}

/** The sum of amounts in one currency. */
export function sumOf(currency: string, parts: readonly Money[]): Money {
  return { currency, minor: parts.reduce((sum, { minor }) => sum + minor, 0) };
}

/** ISO 8601 in UTC to the second. */
export function instantOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
