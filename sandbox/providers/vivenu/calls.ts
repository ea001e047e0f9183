import { z } from 'zod';
import { text, timestamp, wholeNumber } from '../parameters.ts';
import { callTable } from './schema.generated.ts';

const number = text.pipe(z.string().regex(/^-?\d{1,12}(\.\d+)?$/, 'must be a number')).transform(Number);

/** The query parameters of a reading call, each optional, as the vendor's OpenAPI names them. */
export function queryShape(path: string): z.ZodRawShape {
  const line = callTable.split('\n').find((one) => one.startsWith(`${path} `));
  if (line === undefined) throw new RangeError(`There is no call ${path}.`);
  const [, , ...parameters] = line.split(' ');
  return Object.assign({}, ...parameters.map(shapeOf));
}

/** One parameter; a comparison is one for each of its operators, such as `updatedAt[$gte]`. */
function shapeOf(parameter: string): z.ZodRawShape {
  const [name = '', code = ''] = parameter.split('=');
  const operators = /^\{(.*)\}:(.*)$/.exec(code);
  if (!operators) return { [name]: valueOf(name, code).optional() };
  const [, list = '', kind = ''] = operators;
  return Object.fromEntries(list.split(',').map((one) => [`${name}[${one}]`, valueOf(name, kind).optional()]));
}

function valueOf(name: string, code: string): z.ZodType {
  if (name === 'top') return wholeNumber(1, Number.MAX_SAFE_INTEGER);
  if (name === 'skip') return wholeNumber(0, Number.MAX_SAFE_INTEGER);
  if (code === 'date-time') return timestamp;
  if (code === 'number') return number;
  if (code === 'text') return text;
  const words = code.split('|');
  return text.refine((value) => words.includes(value), `must be one of ${words.join(', ')}`);
}
