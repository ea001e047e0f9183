import { z } from 'zod';

const ID = /^(?:[0-9a-f]{24}|[a-z]+_.+)$/i;

/** Whether a text can be an ID: 24 hexadecimal characters, or a word, an underline and anything. */
export const isId = (text: string): boolean => ID.test(text.trim());

const Identified = z.looseObject({ _id: z.string() });

/** The record of an answer that is one. @throws ZodError when it is something else. */
export const oneRecord = (body: unknown) => [Identified.parse(body)];
