import { ageOf, clockOf, counted, indexed, matching, rolesOf } from './list.js';
import { counterParts, countText, element, rowItem } from './view.js';

const POLL_MS = 30_000;
const RETRY_MS = [3_000, 6_000, 12_000, 30_000];
/** A whole list may come slowly. */
const PATIENCE_MS = 90_000;
const PAGE_ROWS = 50;

const byId = (id) => document.getElementById(id);

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

const tellFound = (found, query) => {
  const all = state.index.length;
  const isSearch = query.trim() !== '';
  byId('found').textContent = isSearch ? `${countText(found)} of ${countText(all)}` : `${countText(all)} in the list`;
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
  byId('rows').replaceChildren(
    ...found.slice(0, state.shown).map((row) => rowItem(row, state.head.columns, state.roles)),
  );
  byId('more').hidden = found.length <= state.shown;
  tellFound(found.length, query);
};

const search = () => {
  state.shown = PAGE_ROWS;
  scrollTo(0, 0);
  show();
};

const showCounters = () => {
  const rows = state.index.map(({ row }) => row);
  const isOpen = byId('counters').querySelector('details')?.open === true;
  const parts = counterParts(counted(rows, state.roles), state.head.columns, state.roles, isOpen);
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

/** At once, when the network or the phone's owner is back. */
const look = () => {
  if (!state.isClosed && document.visibilityState === 'visible') void refresh();
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
byId('csv').addEventListener('click', () => void save('csv'));
byId('json').addEventListener('click', () => void save('json'));
addEventListener('online', look);
addEventListener('offline', () => {
  state.trouble = 'No network.';
  tellState();
});
addEventListener('hashchange', () => location.reload());
document.addEventListener('visibilitychange', look);
// without a network a reload would lose the list
addEventListener('beforeunload', (event) => state.trouble !== '' && state.head !== null && event.preventDefault());
setInterval(tellState, 10_000);
void refresh();
