import { compareValues, fail, sound, toBoolean } from '../operand.ts';
import type { Arguments, FunctionTable } from '../arguments.ts';

function conditions(args: Arguments): boolean[] {
  const found: boolean[] = [];
  for (const { value, direct } of args.values()) {
    const plain = sound(value);
    if (plain !== undefined && (direct || typeof plain !== 'string')) found.push(toBoolean(plain));
  }
  return found.length > 0 ? found : fail('VALUE', 'The function has no boolean values to work on.');
}

function firstTrue(args: Arguments) {
  for (let index = 0; index < args.count; index += 2) {
    if (args.boolean(index)) return args.operand(index + 1);
  }
  return fail('N_A', 'No match.');
}

function switched(args: Arguments) {
  const wanted = args.scalar(0);
  let index = 1;
  for (; index + 1 < args.count; index += 2) {
    if (compareValues(wanted, args.scalar(index)) === 0) return args.operand(index + 1);
  }
  return index < args.count ? args.operand(index) : fail('N_A', 'No match.');
}

/** Decisions and what to do about errors. */
export const logic: FunctionTable = {
  IF: { arity: [2, 3], run: (args) => (args.boolean(0) ? args.operand(1) : args.count > 2 ? args.operand(2) : false) },
  IFS: { arity: [2, Infinity], run: firstTrue },
  SWITCH: { arity: [3, Infinity], run: switched },
  IFERROR: { arity: [1, 2], run: (args) => (args.error(0) ? args.operand(1) : args.operand(0)) },
  IFNA: { arity: [2, 2], run: (args) => (args.error(0)?.type === 'N_A' ? args.operand(1) : args.operand(0)) },
  AND: { arity: [1, Infinity], run: (args) => conditions(args).every(Boolean) },
  OR: { arity: [1, Infinity], run: (args) => conditions(args).some(Boolean) },
  XOR: { arity: [1, Infinity], run: (args) => conditions(args).filter(Boolean).length % 2 === 1 },
  NOT: { arity: [1, 1], run: (args) => !args.boolean(0) },
  TRUE: { arity: [0, 0], run: () => true },
  FALSE: { arity: [0, 0], run: () => false },
  NA: { arity: [0, 0], run: () => ({ type: 'N_A', message: 'Error' }) },
  ISERROR: { arity: [1, 1], run: (args) => args.error(0) !== undefined },
  ISERR: { arity: [1, 1], run: (args) => ![undefined, 'N_A'].includes(args.error(0)?.type) },
  ISNA: { arity: [1, 1], run: (args) => args.error(0)?.type === 'N_A' },
  ISBLANK: { arity: [1, 1], run: (args) => !args.error(0) && args.scalar(0) === undefined },
  ISNUMBER: { arity: [1, 1], run: (args) => !args.error(0) && typeof args.scalar(0) === 'number' },
  ISTEXT: { arity: [1, 1], run: (args) => !args.error(0) && typeof args.scalar(0) === 'string' },
  ISNONTEXT: { arity: [1, 1], run: (args) => typeof args.scalar(0) !== 'string' },
  ISLOGICAL: { arity: [1, 1], run: (args) => !args.error(0) && typeof args.scalar(0) === 'boolean' },
};
