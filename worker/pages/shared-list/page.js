import { ageOf, badgeOf, clockOf, counted, indexed, matching, rolesOf, shownValue } from './list.js';

const POLL_MS = 30_000;
const RETRY_MS = [3_000, 6_000, 12_000, 30_000];
/** A whole list may come slowly. */
const PATIENCE_MS = 90_000;
const PAGE_ROWS = 50;

const byId = (id) => document.getElementById(id);
const COUNT = new Intl.NumberFormat('en-US');

/** What is shown; the list itself is kept nowhere but here. */
const state = {
  head: null,
  index: [],
  roles: null,
  shown: PAGE_ROWS,
  failures: 0,
  /** Why the list is not as fresh as it could be; '': it is. */
  trouble: '',
  isClosed: false,
  /** The worker's clock less this phone's. */
  clockMs: 0,
  timer: 0,
};

const now = () => Date.now() + state.clockMs;
const secret = () => location.hash.slice(1);

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const tell = (kind, text) => {
  const at = byId('state');
  if (at.dataset.kind === kind && at.textContent === text) return;
  at.dataset.kind = kind;
  at.textContent = text;
};

const fresh = () => {
  const { asOf, partlyAsOf } = state.head;
  if (asOf === null) return 'This list was not filled yet.';
  const at = new Date(asOf);
  const older = partlyAsOf === null ? '' : ` Part of it is older: ${clockOf(new Date(partlyAsOf), new Date(now()))}.`;
  return `as of ${clockOf(at, new Date(now()))}, ${ageOf(now() - at.getTime())}.${older}`;
};

const tellState = () => {
  if (state.isClosed || state.head === null) return;
  const { redAt } = state.head;
  const isLate = redAt !== null && Date.parse(redAt) <= now();
  const trouble = state.trouble === '' ? '' : `${state.trouble} `;
  if (isLate) tell('red', `${trouble}Not refreshed as planned: ${fresh()}`);
  else if (trouble !== '') tell('warn', `${trouble}Shown: ${fresh()}`);
  else tell('plain', fresh());
};

const titled = (at, value) => `${state.head.columns[at].title} ${value}`;

const summaryOf = (row) => {
  const { who, type, gate, place, checkedIn, checkedInAt, status } = state.roles;
  const value = (at) => shownValue(row[at] ?? null);
  const some = (places, say) => places.flatMap((at) => (at >= 0 && value(at) !== '' ? [say(at, value(at))] : []));
  const used = new Set([...who, type, gate, ...place, checkedIn, checkedInAt, status]);
  const rest = state.head.columns.map((_, at) => at).filter((at) => !used.has(at));
  const summary = element('summary');
  summary.append(element('span', 'who', some(who, (_, text) => text).join(' ') || '–'));
  const badge = badgeOf(row, state.roles);
  if (badge) {
    const made = element('span', 'badge', badge.text);
    made.dataset.kind = badge.kind;
    summary.append(made);
  }
  const what = [...some([type], (_, text) => text), ...some([gate, ...place], titled)];
  if (what.length > 0) summary.append(element('span', 'what', what.join(' · ')));
  const others = some(rest, titled);
  if (others.length > 0) summary.append(element('span', 'rest', others.join(' · ')));
  return summary;
};

const allOf = (row) => {
  const list = element('dl');
  for (const [at, { title }] of state.head.columns.entries())
    list.append(element('dt', '', title), element('dd', '', shownValue(row[at]) || '–'));
  return list;
};

const rowOf = (row) => {
  const item = element('li');
  const details = element('details');
  details.append(summaryOf(row));
  details.addEventListener('toggle', () => details.childElementCount === 1 && details.append(allOf(row)));
  item.append(details);
  return item;
};

const tellFound = (found, query) => {
  const all = state.index.length;
  const isSearch = query.trim() !== '';
  byId('found').textContent = isSearch
    ? `${COUNT.format(found)} of ${COUNT.format(all)}`
    : `${COUNT.format(all)} in the list`;
  const nothing = byId('nothing');
  nothing.hidden = found > 0;
  const why = isSearch ? `Nothing found for “${query.trim()}”. Try part of the name.` : 'Nobody is in this list.';
  nothing.textContent = state.head?.asOf === null ? 'This list was not filled yet.' : why;
};

const show = () => {
  const query = byId('search').value;
  const found = matching(state.index, query);
  byId('clear').hidden = query === '';
  byId('counters').hidden = query.trim() !== '' || state.index.length === 0;
  byId('rows').replaceChildren(...found.slice(0, state.shown).map(rowOf));
  byId('more').hidden = found.length <= state.shown;
  tellFound(found.length, query);
};

const search = () => {
  state.shown = PAGE_ROWS;
  scrollTo(0, 0);
  show();
};

const figure = (sum) =>
  state.roles.checkedIn < 0 ? COUNT.format(sum.of) : `${COUNT.format(sum.in)} of ${COUNT.format(sum.of)}`;

const tableOf = (title, groups) => {
  const table = element('table');
  table.append(element('caption', '', title));
  for (const [name, sum] of [...groups].sort((a, b) => b[1].of - a[1].of)) {
    const line = element('tr');
    const head = element('th', '', name);
    head.scope = 'row';
    line.append(head, element('td', '', figure(sum)));
    table.append(line);
  }
  return table;
};

const showCounters = () => {
  const { whole, type, gate } = counted(
    state.index.map(({ row }) => row),
    state.roles,
  );
  const { columns } = state.head;
  const wasOpen = byId('counters').querySelector('details')?.open === true;
  const line = element('p', 'whole');
  const hasDoor = state.roles.checkedIn >= 0;
  line.append(element('b', '', figure(whole)), element('span', '', hasDoor ? 'are in' : 'in the list'));
  const parts = [line];
  if (hasDoor) {
    const bar = element('progress');
    bar.max = Math.max(1, whole.of);
    bar.value = whole.in;
    bar.setAttribute('aria-hidden', 'true');
    parts.push(bar);
  }
  const groups = [
    ['type', type],
    ['gate', gate],
  ].filter(([name]) => state.roles[name] >= 0);
  if (groups.length > 0) {
    const details = element('details');
    details.open = wasOpen;
    details.append(
      element(
        'summary',
        '',
        `By ${groups.map(([name]) => columns[state.roles[name]].title.toLowerCase()).join(' and ')}`,
      ),
    );
    for (const [name, group] of groups) details.append(tableOf(columns[state.roles[name]].title, group));
    parts.push(details);
  }
  byId('counters').replaceChildren(...parts);
};

const placeholderFor = (columns) => {
  const has = (...ids) => columns.some(({ id }) => ids.includes(id));
  const by = [
    ...(has('ownerName', 'buyerName', 'ownerLastName', 'buyerLastName') ? ['Name'] : []),
    ...(has('orderId', 'reference') ? ['order'] : []),
    ...(has('barcode') ? ['barcode'] : []),
  ];
  return by.length === 0 ? 'Search' : by.join(', ');
};

const take = ({ rows, ...head }) => {
  const isNew = rows !== null;
  state.head = head;
  state.clockMs = Date.parse(head.now) - Date.now();
  document.title = head.name;
  byId('name').textContent = head.name;
  byId('expires').textContent =
    `This link works until ${clockOf(new Date(head.expiresAt), new Date(now()))}. Please do not pass it on.`;
  byId('foot').hidden = false;
  if (!isNew) return;
  state.roles = rolesOf(head.columns);
  state.index = indexed(rows);
  byId('search').placeholder = placeholderFor(head.columns);
  showCounters();
  show();
};

/** Nothing may be seen any more. */
const close = (sentence) => {
  state.isClosed = true;
  Object.assign(state, { index: [], head: null });
  for (const id of ['rows', 'counters']) byId(id).replaceChildren();
  for (const id of ['form', 'counters', 'more', 'foot', 'nothing']) byId(id).hidden = true;
  byId('found').textContent = '';
  tell('red', sentence);
};

const ask = async (path) => {
  const headers = { authorization: `Bearer ${secret()}` };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return await fetch(path, { headers, signal, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
};

const sentenceIn = async (response) => (await response.json().catch(() => ({}))).message ?? 'Willcall does not answer.';

const load = async () => {
  const have = state.head?.tag;
  const response = await ask(have ? `/s/list?have=${encodeURIComponent(have)}` : '/s/list');
  if (response.status === 404) return close(await sentenceIn(response));
  if (!response.ok) throw Object.assign(new Error('refused'), { sentence: await sentenceIn(response) });
  take(await response.json());
};

const refresh = async () => {
  clearTimeout(state.timer);
  try {
    await load();
    Object.assign(state, { failures: 0, trouble: '' });
  } catch (error) {
    state.trouble = error.sentence ?? 'No network.';
    state.failures += 1;
    if (state.head === null) tell('warn', `${state.trouble} Trying again …`);
  }
  tellState();
  if (state.isClosed) return;
  const wait = state.failures === 0 ? POLL_MS : RETRY_MS[Math.min(state.failures, RETRY_MS.length) - 1];
  state.timer = setTimeout(refresh, wait);
};

const save = async (end) => {
  const problem = byId('problem');
  problem.textContent = '';
  try {
    const response = await ask(`/s/list.${end}`);
    if (!response.ok) throw Object.assign(new Error('refused'), { sentence: await sentenceIn(response) });
    const link = element('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = `${state.head.name}.${end}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch (error) {
    problem.textContent = `${error.sentence ?? 'No network.'} Nothing was downloaded.`;
  }
};

const again = () => {
  byId('search').value = '';
  search();
  byId('search').focus();
};

const more = () => {
  state.shown += PAGE_ROWS;
  show();
};

const turnLook = () => {
  const { dataset } = document.documentElement;
  dataset.look = dataset.look === 'dark' ? 'light' : 'dark';
};

byId('search').addEventListener('input', search);
byId('search').addEventListener('focus', () => byId('search').select());
byId('search').addEventListener('keydown', (event) => event.key === 'Escape' && again());
byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  // the keyboard goes away and shows what was found
  byId('search').blur();
});
byId('clear').addEventListener('click', again);
byId('more').addEventListener('click', more);
byId('look').addEventListener('click', turnLook);
byId('csv').addEventListener('click', () => save('csv'));
byId('json').addEventListener('click', () => save('json'));
addEventListener('online', () => state.isClosed || refresh());
addEventListener('hashchange', () => location.reload());
document.addEventListener(
  'visibilitychange',
  () => document.visibilityState === 'visible' && !state.isClosed && refresh(),
);
// without a network a reload would lose the list
addEventListener('beforeunload', (event) => state.trouble !== '' && state.head !== null && event.preventDefault());
setInterval(tellState, 10_000);
void refresh();
