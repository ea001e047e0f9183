import { fail } from '../operand.ts';
import type { Arguments, FunctionTable } from '../arguments.ts';

/** Rounds the decimal digits as they are shown, so that 1.005 rounds up at two places. */
function scaled(value: number, places: number, round: (value: number) => number): number {
  const [mantissa = '0', exponent = '0'] = String(Math.abs(value)).split('e');
  const shifted = round(Number(`${mantissa}e${Number(exponent) + places}`));
  const [digits = '0', power = '0'] = String(shifted).split('e');
  return Math.sign(value) * Number(`${digits}e${Number(power) - places}`);
}

function rounded(round: (value: number) => number) {
  return (args: Arguments) => scaled(args.number(0), args.integer(1, 0), round) + 0;
}

function real(value: number): number {
  return Number.isFinite(value) ? value : fail('NUM', 'The result is not a number.');
}

function stepped(round: (value: number) => number) {
  return (args: Arguments) => {
    const factor = args.number(1, 1);
    return factor === 0 ? 0 : round(args.number(0) / factor) * factor;
  };
}

function one(compute: (value: number) => number) {
  return { arity: [1, 1], run: (args: Arguments) => real(compute(args.number(0))) } as const;
}

function modulo(args: Arguments): number {
  const [value, divisor] = [args.number(0), args.number(1)];
  if (divisor === 0) return fail('DIVIDE_BY_ZERO', 'Function MOD parameter 2 cannot be zero.');
  return value - divisor * Math.floor(value / divisor);
}

function quotient(args: Arguments): number {
  const divisor = args.number(1);
  if (divisor === 0) return fail('DIVIDE_BY_ZERO', 'Function QUOTIENT parameter 2 cannot be zero.');
  return Math.trunc(args.number(0) / divisor);
}

/** Arithmetic. */
export const math: FunctionTable = {
  SUM: { arity: [1, Infinity], run: (args) => args.numbers().reduce((sum, value) => sum + value, 0) },
  PRODUCT: { arity: [1, Infinity], run: (args) => args.numbers().reduce((product, value) => product * value, 1) },
  ROUND: { arity: [1, 2], run: rounded(Math.round) },
  ROUNDUP: { arity: [1, 2], run: rounded(Math.ceil) },
  ROUNDDOWN: { arity: [1, 2], run: rounded(Math.floor) },
  TRUNC: { arity: [1, 2], run: rounded(Math.floor) },
  CEILING: { arity: [1, 2], run: stepped(Math.ceil) },
  FLOOR: { arity: [1, 2], run: stepped(Math.floor) },
  MROUND: { arity: [2, 2], run: stepped(Math.round) },
  INT: one(Math.floor),
  ABS: one(Math.abs),
  SIGN: one(Math.sign),
  SQRT: one(Math.sqrt),
  EXP: one(Math.exp),
  LN: one(Math.log),
  LOG10: one(Math.log10),
  LOG: { arity: [1, 2], run: (args) => real(Math.log(args.number(0)) / Math.log(args.number(1, 10))) },
  POWER: { arity: [2, 2], run: (args) => real(args.number(0) ** args.number(1)) },
  POW: { arity: [2, 2], run: (args) => real(args.number(0) ** args.number(1)) },
  MOD: { arity: [2, 2], run: modulo },
  QUOTIENT: { arity: [2, 2], run: quotient },
  PI: { arity: [0, 0], run: () => Math.PI },
  ISEVEN: { arity: [1, 1], run: (args) => args.integer(0) % 2 === 0 },
  ISODD: { arity: [1, 1], run: (args) => args.integer(0) % 2 !== 0 },
};
