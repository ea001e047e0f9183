/** A text in lines of at most `width` characters: a label before the first, all others below where the text began. */
export function wrapped(label: string, text: string, indent: number, width: number): string {
  const room = Math.max(width - indent, 20);
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const margin = ' '.repeat(indent);
  const isLong = label.length >= indent;
  const first = isLong ? `${label}\n${margin}` : label.padEnd(indent);
  return `${first}${lines.join(`\n${margin}`)}`.trimEnd() + '\n';
}
