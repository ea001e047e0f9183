import { userEntered } from '../../user-entered.ts';
import { type CellValue, isError } from '../../value.ts';
import { compareValues } from '../operand.ts';

type Test = (value: CellValue | undefined) => boolean;

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
};

function scalarOf(text: string): number | string | boolean {
  const value = userEntered(text).value;
  if (value && 'numberValue' in value) return value.numberValue;
  return value && 'boolValue' in value ? value.boolValue : text;
}

/** `*` and `?` stand for text, `~` takes their meaning away. */
function wildcard(text: string): Test {
  const source = text.replaceAll(/~([*?~])|([*?])|[.+^${}()|[\]\\]/g, (match, plain: string, joker: string) => {
    if (plain !== undefined) return `\\${plain}`;
    if (joker === undefined) return `\\${match}`;
    return joker === '*' ? '[^]*' : '[^]';
  });
  const pattern = new RegExp(`^${source}$`, 'iu');
  return (value) => typeof value === 'string' && pattern.test(value);
}

function equals(text: string): Test {
  if (text === '') return (value) => value === undefined || value === '';
  const wanted = scalarOf(text);
  if (typeof wanted === 'string') return wildcard(wanted);
  return (value) => value === wanted || (typeof value === 'string' && scalarOf(value) === wanted);
}

/** The test behind a criterion of COUNTIF and its kin: `5`, `"abc*"`, `">=5"`, `"<>"`. */
export function criterion(wanted: CellValue | undefined): Test {
  if (isError(wanted)) return (value) => isError(value) && value.type === wanted.type;
  if (typeof wanted !== 'string') return (value) => value === (wanted ?? 0);
  const [, sign = '=', text = ''] = /^(<>|>=|<=|=|<|>)?(.*)$/s.exec(wanted) ?? [];
  const isEqual = equals(text);
  if (sign === '=') return isEqual;
  if (sign === '<>') return (value) => !isEqual(value);
  const limit = scalarOf(text);
  return (value) => typeof value === typeof limit && (orders[sign]?.(compareValues(value, limit)) ?? false);
}
