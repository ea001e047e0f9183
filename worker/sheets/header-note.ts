/** What the first header cell of a list says when somebody points at it. */
export type HeaderNote = {
  /** Of the column, may be ''. */
  readonly description: string;
  /** What the list is of: "Ticket Tailor, Spring gala office". */
  readonly origin: string;
  /** One sentence about completeness. */
  readonly certificate: string;
  /** When the reading of what the tab shows began. */
  readonly asOf: Date;
  /** Of the spreadsheet. */
  readonly timeZone: string;
};

/** What the first column is, then what the list is of, how complete, and as of when. Paragraphs without words are left out. */
export function headerNote({ description, origin, certificate, asOf, timeZone }: HeaderNote): string {
  const list = [origin, certificate, `List as of ${wallClock(asOf, timeZone)} (${timeZone})`];
  const lines = list.map((line) => line.trim()).filter((line) => line !== '');
  return [description.trim(), lines.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** "1 Mar 2027, 10:00": the same words on every machine. */
function wallClock(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`;
}
