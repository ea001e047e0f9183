/** What stands in a field for several IDs: those already taken, and the one that is being typed. */
export type IdList = { taken: string[]; typed: string };

/** IDs separated by commas. */
export function idsOf(value: string): string[] {
  return value
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
}

/** The value of the field: whatever is typed counts as an ID, so that nobody has to confirm it. */
export function valueOf({ taken, typed }: IdList): string {
  return [...new Set([...taken, ...idsOf(typed)])].join(',');
}

/** After another letter: a comma takes what stands before it. */
export function typing({ taken }: IdList, text: string, several: boolean): IdList {
  if (!several || !text.includes(',')) return { taken, typed: text };
  const parts = text.split(',');
  const typed = (parts.pop() ?? '').trimStart();
  return { taken: [...new Set([...taken, ...idsOf(parts.join(','))])], typed };
}

/** With this ID instead of what was typed to find it. */
export function taking({ taken }: IdList, id: string, several: boolean): IdList {
  return { taken: several ? [...new Set([...taken, id])] : [id], typed: '' };
}
