import type { Letter, LetterItem } from './letter.ts';

type Block =
  | { readonly type: 'section'; readonly text: { readonly type: 'mrkdwn'; readonly text: string } }
  | { readonly type: 'context'; readonly elements: readonly { readonly type: 'mrkdwn'; readonly text: string }[] }
  | { readonly type: 'divider' };

/** What incoming webhooks of Slack take, and Mattermost, Rocket.Chat and others after it. `text` alone says it all, too. */
export type SlackMessage = { readonly text: string; readonly blocks: readonly Block[] };

/** Slack's limits: https://docs.slack.dev/reference/block-kit/blocks */
const SECTION_LENGTH = 3_000;
const MOST_ITEMS = 20;

/** https://docs.slack.dev/messaging/formatting-message-text: without it a name such as `<!channel>` would call everybody. */
const escaped = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[*_~`]/g, '\u200B$&');

function cut(text: string, most = SECTION_LENGTH): string {
  if (text.length <= most) return text;
  // not inside an escape such as "&amp;"
  return `${text.slice(0, most - 1).replace(/&[a-z]*$/, '')}…`;
}

const MARKS = { act: ':red_circle:', good: ':large_green_circle:', plain: ':white_circle:' } as const;

function sectionOf({ tone, title, place, lines, todo, link }: LetterItem): Block {
  const head = `${MARKS[tone]} *${escaped(title)}*${place === null ? '' : `  ${escaped(place)}`}`;
  const parts = [head, ...lines.map(escaped), ...(todo === null ? [] : [`*What to do:* ${escaped(todo)}`])];
  const open = link === null ? '' : `\n<${link}|Open the sheet>`;
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: cut(parts.join('\n'), SECTION_LENGTH - open.length) + open },
  };
}

/** A message for a webhook. */
export function slackOf({ subject, items, small }: Letter, workspace: string): SlackMessage {
  const shown = items.slice(0, MOST_ITEMS);
  const more = items.length - shown.length;
  const below = [...(more > 0 ? [`… and ${more} more reports.`] : []), ...small, `Willcall, team "${workspace}".`];
  return {
    text: escaped(subject),
    blocks: [
      ...shown.map(sectionOf),
      { type: 'divider' },
      { type: 'context', elements: [{ type: 'mrkdwn', text: cut(escaped(below.join(' '))) }] },
    ],
  };
}
