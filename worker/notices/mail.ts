import type { Letter, LetterItem } from './letter.ts';

/**
 * What stands below a mail: why it comes, and how it stops. `unsubscribe`: address of the page that stops it; null: there is none. `reason`: for
 * what is no notice.
 */
export type MailFoot = { readonly workspace: string; readonly unsubscribe: string | null; readonly reason?: string };

export type MailBody = { readonly text: string; readonly html: string };

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it is safe inside HTML, attributes included. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);

const WHERE_TO_CHANGE = 'What is told, and to whom, is chosen in the Willcall sidebar under Team & sharing, Messages.';

function reasonsOf({ workspace, reason }: MailFoot): string[] {
  return reason === undefined ? [told(workspace), WHERE_TO_CHANGE] : [reason];
}

function told(workspace: string): string {
  return `This comes from Willcall because this address is told about the reports of "${workspace}".`;
}

function textOfItem({ title, place, lines, todo, link }: LetterItem): string {
  return [
    place === null ? title : `${title} (${place})`,
    ...lines,
    ...(todo === null ? [] : [`What to do: ${todo}`]),
    ...(link === null ? [] : [`Open it: ${link}`]),
  ].join('\n');
}

function textOf({ items, small }: Letter, foot: MailFoot): string {
  const stop = foot.unsubscribe === null ? [] : [`No more of these: ${foot.unsubscribe}`];
  const below = [...small, ...reasonsOf(foot), ...stop].join('\n');
  return `${items.map(textOfItem).join('\n\n')}\n\n-- \n${below}\n`;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const EDGES = { act: '#b3261e', good: '#1e7b34', plain: '#5f6368' } as const;

/** Tables and inline styles: what mail programs of all ages show alike. */
function htmlOfItem({ tone, title, place, lines, todo, link }: LetterItem): string {
  const paragraphs = lines.map((line) => `<p style="margin:8px 0 0">${escaped(line)}</p>`);
  const step = todo === null ? '' : `<p style="margin:12px 0 0"><strong>What to do:</strong> ${escaped(todo)}</p>`;
  const where = place === null ? '' : `<div style="color:#5f6368;font-size:13px">${escaped(place)}</div>`;
  const open =
    link === null
      ? ''
      : `<p style="margin:14px 0 0"><a href="${escaped(link)}" style="display:inline-block;padding:9px 16px;border-radius:6px;` +
        `background:#1a56a8;color:#ffffff;text-decoration:none">Open the sheet</a></p>`;
  return (
    `<tr><td style="padding:0 0 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>` +
    `<td style="border:1px solid #dadce0;border-left:4px solid ${EDGES[tone]};border-radius:6px;padding:14px 18px;background:#ffffff">` +
    `<h2 style="margin:0;font-size:17px;line-height:1.3">${escaped(title)}</h2>${where}${paragraphs.join('')}${step}${open}` +
    `</td></tr></table></td></tr>`
  );
}

function htmlOf({ subject, items, small }: Letter, foot: MailFoot): string {
  const below = [...small, ...reasonsOf(foot)].map(escaped).join('<br>');
  const stop =
    foot.unsubscribe === null
      ? ''
      : `<br><a href="${escaped(foot.unsubscribe)}" style="color:#5f6368">No more of these messages</a>`;
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escaped(subject)}</title></head>` +
    `<body style="margin:0;padding:24px 12px;background:#f4f5f7;color:#202124;${FONT};font-size:15px;line-height:1.5">` +
    `<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="max-width:580px;margin:0 auto">` +
    items.map(htmlOfItem).join('') +
    `<tr><td style="color:#5f6368;font-size:12px;line-height:1.6;padding:4px 4px 0">${below}${stop}</td></tr>` +
    `</table></body></html>`
  );
}

/** A message as plain text and as HTML; both say the same. */
export function mailOf(letter: Letter, foot: MailFoot): MailBody {
  return { text: textOf(letter, foot), html: htmlOf(letter, foot) };
}
