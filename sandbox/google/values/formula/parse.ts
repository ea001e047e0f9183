import type { ErrorValue } from '../value.ts';
import type { CellReference } from './reference.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A formula as a tree. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: number | string | boolean | ErrorValue | undefined }
  | { readonly kind: 'reference'; readonly reference: CellReference }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'unary'; readonly sign: string; readonly operand: Expression }
  | { readonly kind: 'array'; readonly rows: readonly (readonly Expression[])[] };

const strength: Readonly<Record<string, number>> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '>': 1,
  '<=': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 5,
};

class Unreadable extends Error {}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const tree = this.#expression(1);
    if (this.#tokens[this.#at]) throw new Unreadable();
    return tree;
  }

  #sign(): string | undefined {
    const token = this.#tokens[this.#at];
    return token?.kind === 'sign' ? token.value : undefined;
  }

  #take(...wanted: readonly string[]): boolean {
    const found = this.#sign();
    if (found === undefined || !wanted.includes(found)) return false;
    this.#at += 1;
    return true;
  }

  #demand(wanted: string): void {
    if (!this.#take(wanted)) throw new Unreadable();
  }

  #expression(weakest: number): Expression {
    let left = this.#signed();
    for (;;) {
      const sign = this.#sign() ?? '';
      const power = strength[sign] ?? 0;
      if (power < weakest) return left;
      this.#at += 1;
      left = { kind: 'binary', sign, left, right: this.#expression(power + 1) };
    }
  }

  #signed(): Expression {
    const sign = this.#sign();
    if (sign === '-' || sign === '+') {
      this.#at += 1;
      return { kind: 'unary', sign, operand: this.#signed() };
    }
    let operand = this.#primary();
    while (this.#take('%')) operand = { kind: 'unary', sign: '%', operand };
    return operand;
  }

  #primary(): Expression {
    const token = this.#tokens[this.#at];
    if (!token) throw new Unreadable();
    this.#at += 1;
    if (token.kind === 'number' || token.kind === 'text') return { kind: 'literal', value: token.value };
    if (token.kind === 'error') return { kind: 'literal', value: { type: token.value } };
    if (token.kind === 'reference') return { kind: 'reference', reference: token.value };
    if (token.kind === 'name') return named(token.value);
    if (token.kind === 'function') return { kind: 'call', name: token.value, args: this.#arguments() };
    return this.#bracketed(token.value);
  }

  #bracketed(sign: string): Expression {
    if (sign === '(') {
      const inner = this.#expression(1);
      this.#demand(')');
      return inner;
    }
    if (sign !== '{') throw new Unreadable();
    const rows: Expression[][] = [[]];
    do {
      rows.at(-1)?.push(this.#expression(1));
      if (this.#take(';')) rows.push([]);
      else if (!this.#take(',')) break;
    } while (this.#sign() !== '}');
    this.#demand('}');
    return { kind: 'array', rows };
  }

  #arguments(): Expression[] {
    if (this.#take(')')) return [];
    const args: Expression[] = [];
    do {
      const isLeftOut = [',', ';', ')'].includes(this.#sign() ?? '');
      args.push(isLeftOut ? { kind: 'literal', value: undefined } : this.#expression(1));
    } while (this.#take(',', ';'));
    this.#demand(')');
    return args;
  }
}

function named(name: string): Expression {
  const upper = name.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'literal', value: upper === 'TRUE' };
  return { kind: 'name', name };
}

function parsed(formula: string): Expression | undefined {
  const { tokens, complete } = tokensOf(formula);
  if (!complete) return undefined;
  try {
    return new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

const rememberedTrees = 10_000;
const trees = new Map<string, Expression | undefined>();

/** The tree of a formula that starts with `=`; `undefined` is Sheets' "Formula parse error". Trees are remembered. */
export function parseFormula(formula: string): Expression | undefined {
  if (trees.has(formula)) return trees.get(formula);
  if (trees.size >= rememberedTrees) trees.clear();
  const tree = parsed(formula);
  trees.set(formula, tree);
  return tree;
}
