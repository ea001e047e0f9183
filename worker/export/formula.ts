/** Spreadsheets look past spaces and quotes before a sign; full-width signs run in East Asian versions. */
const SIGN_FIRST = /^[\s"']*[=+\-@＝＋－＠]/u;
const BREAK_FIRST = /^[\t\r\n]/;
const LEADING = /^[\s"']+/;

const NUMBER = /^[+-]? ?\p{Sc}? ?(?:\d[\d.,'’ \u00a0\u202f]*|[.,]\d+)(?:e[+-]?\d+)? ?[%\p{Sc}]?$/iu;
const DASHES = /^[+-]+$/;
const PHONE = /^\+(\d[\d ().\u00a0\u2010-\u2015/-]*)(?: ?(?:x|ext\.?) ?\d{1,6})?$/i;

/**
 * Whether a spreadsheet that opens a CSV file could run this text as a formula. Numbers, phone numbers and lone dashes cannot
 * do anything and are what they look like.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function couldRun(text: string): boolean {
  if (!SIGN_FIRST.test(text) && !BREAK_FIRST.test(text)) return false;
  const bare = text.replace(LEADING, '').trimEnd();
  return bare !== '' && !NUMBER.test(bare) && !DASHES.test(bare) && !isPhone(bare);
}

/** International numbers have 7 to 15 digits; fewer between signs is arithmetic. */
function isPhone(text: string): boolean {
  const digits = PHONE.exec(text)?.[1]?.replace(/\D/g, '').length ?? 0;
  return digits >= 7 && digits <= 15;
}
