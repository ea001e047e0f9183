import { badgeOf, shownValue } from './list.js';

const COUNT = new Intl.NumberFormat('en-US');

/** A number of rows as it is shown. */
export const countText = (count) => COUNT.format(count);

/** Text nodes only: what a guest is called is never taken for markup. */
export const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const badgeIn = (row, roles) => {
  const badge = badgeOf(row, roles);
  if (!badge) return [];
  const made = element('span', 'badge', badge.text);
  made.dataset.kind = badge.kind;
  return [made];
};

const line = (className, texts) => (texts.length === 0 ? [] : [element('span', className, texts.join(' · '))]);

const startsWith = (text, title) => text.toLowerCase().startsWith(title.toLowerCase());

const summaryOf = (row, columns, roles) => {
  const { who, type, gate, place, checkedIn, checkedInAt, status } = roles;
  const some = (places, say) =>
    places.flatMap((at) => {
      const text = at < 0 ? '' : shownValue(row[at] ?? null);
      return text === '' ? [] : [say(text, at)];
    });
  const plain = (text) => text;
  const titled = (text, at) => (startsWith(text, columns[at].title) ? text : `${columns[at].title} ${text}`);
  const used = new Set([...who, type, gate, ...place, checkedIn, checkedInAt, status]);
  const rest = [...columns.keys()].filter((at) => !used.has(at));
  const summary = element('summary');
  summary.append(
    element('span', 'who', some(who, plain).join(' ') || '–'),
    ...badgeIn(row, roles),
    ...line('what', [...some([type], plain), ...some([gate, ...place], titled)]),
    ...line('rest', some(rest, titled)),
  );
  return summary;
};

const allOf = (row, columns) => {
  const list = element('dl');
  for (const [at, { title }] of columns.entries())
    list.append(element('dt', '', title), element('dd', '', shownValue(row[at]) || '–'));
  return list;
};

/** One row: who and whether they may come in; all of it when it is opened. */
export const rowItem = (row, columns, roles) => {
  const item = element('li');
  item.dataset.kind = badgeOf(row, roles)?.kind ?? 'plain';
  const details = element('details');
  details.append(summaryOf(row, columns, roles));
  details.addEventListener('toggle', () => details.childElementCount === 1 && details.append(allOf(row, columns)));
  item.append(details);
  return item;
};

const tableOf = (title, groups, figure) => {
  const table = element('table');
  table.append(element('caption', '', title));
  for (const [name, sum] of [...groups].sort((a, b) => b[1].of - a[1].of)) {
    const row = element('tr');
    const head = element('th', '', name);
    head.scope = 'row';
    row.append(head, element('td', '', figure(sum)));
    table.append(row);
  }
  return table;
};

const barOf = ({ in: isIn, of }) => {
  const bar = element('progress');
  bar.max = Math.max(1, of);
  bar.value = isIn;
  bar.setAttribute('aria-hidden', 'true');
  return bar;
};

/** How many are in, in all and by ticket type and gate. `isOpen`: whether the parts are shown. */
export const counterParts = (counts, columns, roles, isOpen) => {
  const hasDoor = roles.checkedIn >= 0;
  const figure = (sum) => (hasDoor ? `${countText(sum.in)} of ${countText(sum.of)}` : countText(sum.of));
  const whole = element('p', 'whole');
  whole.append(element('b', '', figure(counts.whole)), element('span', '', hasDoor ? 'are in' : 'in the list'));
  const groups = ['type', 'gate'].flatMap((name) =>
    roles[name] < 0 ? [] : [{ title: columns[roles[name]].title, sums: counts[name] }],
  );
  const parts = hasDoor ? [whole, barOf(counts.whole)] : [whole];
  if (groups.length === 0) return parts;
  const details = element('details');
  details.open = isOpen;
  details.append(element('summary', '', `By ${groups.map(({ title }) => title.toLowerCase()).join(' and ')}`));
  for (const { title, sums } of groups) details.append(tableOf(title, sums, figure));
  return [...parts, details];
};
