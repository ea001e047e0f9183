import { display } from '../../display.ts';
import { userEntered } from '../../user-entered.ts';
import { cellsOf, fail, isArea, sound, toText } from '../operand.ts';
import type { Arguments, FunctionTable } from '../arguments.ts';
import type { FormulaContext } from '../context.ts';

function joined(args: Arguments, from = 0): string[] {
  return [...args.values(from)].map(({ value }) => toText(value));
}

function found(args: Arguments, name: string, fold: (text: string) => string): number {
  const at = fold(args.text(1)).indexOf(fold(args.text(0)), args.integer(2, 1) - 1);
  if (at >= 0) return at + 1;
  return fail('VALUE', `In ${name} evaluation, cannot find '${args.text(0)}' within '${args.text(1)}'.`);
}

function formatted(args: Arguments, { locale }: FormulaContext): string {
  const value = sound(args.scalar(0)) ?? 0;
  return display(value, { type: 'NUMBER', pattern: args.text(1) }, locale);
}

function numeric(args: Arguments, { locale }: FormulaContext): number {
  const value = sound(args.scalar(0));
  if (typeof value === 'number') return value;
  const text = toText(value);
  const entered = userEntered(text, locale === undefined ? {} : { locale }).value;
  if (entered && 'numberValue' in entered) return entered.numberValue;
  return text === '' ? 0 : fail('VALUE', `VALUE parameter '${text}' cannot be parsed to number.`);
}

function substituted(args: Arguments): string {
  const [text, old, replacement] = [args.text(0), args.text(1), args.text(2)];
  if (old === '') return text;
  if (args.count < 4) return text.replaceAll(old, () => replacement);
  let left = args.integer(3);
  return text.split(old).reduce((start, part) => start + (--left === 0 ? replacement : old) + part);
}

function proper(text: string): string {
  return text.toLowerCase().replaceAll(/(^|\P{L})(\p{L})/gu, (match) => match.toUpperCase());
}

function textJoin(args: Arguments): string {
  const skipsEmpty = args.boolean(1);
  return joined(args, 2)
    .filter((part) => !skipsEmpty || part !== '')
    .join(args.text(0));
}

function joinWith(args: Arguments): string {
  const operands = Array.from({ length: args.count - 1 }, (_, index) => args.operand(index + 1));
  const parts = operands.flatMap((operand) => (isArea(operand) ? [...cellsOf(operand)] : [operand]));
  return parts.map(toText).join(args.text(0));
}

/** Text. */
export const text: FunctionTable = {
  CONCATENATE: { arity: [1, Infinity], run: (args) => joined(args).join('') },
  CONCAT: { arity: [2, 2], run: (args) => args.text(0) + args.text(1) },
  TEXTJOIN: { arity: [3, Infinity], run: textJoin },
  JOIN: { arity: [2, Infinity], run: joinWith },
  LEN: { arity: [1, 1], run: (args) => args.text(0).length },
  LEFT: { arity: [1, 2], run: (args) => args.text(0).slice(0, args.integer(1, 1)) },
  RIGHT: { arity: [1, 2], run: (args) => args.text(0).slice(Math.max(0, args.text(0).length - args.integer(1, 1))) },
  MID: { arity: [3, 3], run: (args) => args.text(0).slice(args.integer(1) - 1, args.integer(1) - 1 + args.integer(2)) },
  UPPER: { arity: [1, 1], run: (args) => args.text(0).toUpperCase() },
  LOWER: { arity: [1, 1], run: (args) => args.text(0).toLowerCase() },
  PROPER: { arity: [1, 1], run: (args) => proper(args.text(0)) },
  TRIM: { arity: [1, 1], run: (args) => args.text(0).trim().replaceAll(/ +/g, ' ') },
  SUBSTITUTE: { arity: [3, 4], run: substituted },
  REPT: { arity: [2, 2], run: (args) => args.text(0).repeat(Math.max(0, args.integer(1))) },
  FIND: { arity: [2, 3], run: (args) => found(args, 'FIND', (part) => part) },
  SEARCH: { arity: [2, 3], run: (args) => found(args, 'SEARCH', (part) => part.toLowerCase()) },
  EXACT: { arity: [2, 2], run: (args) => args.text(0) === args.text(1) },
  CHAR: { arity: [1, 1], run: (args) => String.fromCodePoint(args.integer(0)) },
  CODE: { arity: [1, 1], run: (args) => args.text(0).codePointAt(0) ?? fail('VALUE', 'The text is empty.') },
  TEXT: { arity: [2, 2], run: formatted },
  VALUE: { arity: [1, 1], run: numeric },
  T: { arity: [1, 1], run: (args) => (typeof args.scalar(0) === 'string' ? args.text(0) : '') },
  N: { arity: [1, 1], run: (args) => (typeof args.scalar(0) === 'string' ? 0 : args.number(0)) },
  HYPERLINK: { arity: [1, 2], run: (args) => (args.count > 1 ? args.scalar(1) : args.text(0)) },
};
