(() => {
  const byId = (id) => document.getElementById(id);
  const [title, lead, form, fields, problem, send] = ['title', 'lead', 'form', 'fields', 'problem', 'send'].map(byId);

  const ABOUT = [
    ['help', ''],
    ['where', 'Where to find it'],
    ['who', 'Who can make it'],
    ['leastRight', 'The right it needs'],
    ['couldDo', 'What it could do beyond reading'],
  ];

  const element = (name, text = '', attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  /** The part behind "#" is not sent by the browser; it goes to this worker only, in the body. */
  const secretOf = () => {
    const [id, secret] = location.hash.slice(1).split('.');
    return { id: id ?? '', secret: secret ?? '' };
  };

  const ask = async (path, body) => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(path, { ...options, credentials: 'omit', referrerPolicy: 'no-referrer' });
    const answer = await response.json();
    if (response.ok) return answer;
    throw Object.assign(new Error(answer.message), { code: answer.code });
  };

  const sentenceOf = (error) =>
    error.code
      ? error.message
      : 'There is no connection to Willcall at the moment. Check your internet, then try again.';

  const tell = (heading, text) => {
    title.textContent = heading;
    lead.textContent = text;
  };

  const inputOf = ({ id, kind, choices, required }) => {
    if (kind === 'choice') {
      const select = element('select', '', { id: `field-${id}`, name: id });
      if (!required) select.append(element('option', '', { value: '' }));
      for (const choice of choices ?? []) select.append(element('option', choice.title, { value: choice.value }));
      return select;
    }
    const type = { secret: 'password', flag: 'checkbox' }[kind] ?? 'text';
    const careful = { autocomplete: 'off', autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false' };
    return element('input', '', { id: `field-${id}`, name: id, type, 'data-kind': kind, ...careful });
  };

  const aboutOf = (field) => {
    const list = element('dl', '', { id: `about-${field.id}` });
    for (const [key, heading] of ABOUT) {
      if (!field[key]) continue;
      if (heading) list.append(element('dt', heading));
      list.append(element('dd', field[key]));
    }
    return list;
  };

  const showButton = (input) => {
    const row = element('div', '', { class: 'check' });
    const box = element('input', '', { type: 'checkbox', id: `${input.id}-shown` });
    box.addEventListener('change', () => {
      input.type = box.checked ? 'text' : 'password';
    });
    row.append(box, element('label', 'Show what I type', { for: box.id }));
    return row;
  };

  const draw = (field) => {
    const part = element('div', '', { class: 'field' });
    const input = inputOf(field);
    const optional = field.required || field.kind === 'flag' ? '' : ' (can stay empty)';
    const label = element('label', field.title + optional, { for: input.id });
    input.setAttribute('aria-describedby', `about-${field.id}`);
    if (field.required) input.setAttribute('aria-required', 'true');
    part.append(label, input);
    if (field.kind === 'secret') part.append(showButton(input));
    part.append(aboutOf(field));
    fields.append(part);
  };

  const open = async () => {
    try {
      const asked = await ask('/enter/form', secretOf());
      const until = new Date(asked.expiresAt).toLocaleDateString(undefined, { dateStyle: 'long' });
      tell(
        `${asked.provider.title}: key for “${asked.account}”`,
        `${asked.askedBy} asks you for it, so that Willcall can bring lists from ${asked.provider.title} into a Google Sheet. If you do not know them, close this page. The link works once, until ${until}.`,
      );
      asked.fields.forEach(draw);
      form.hidden = false;
    } catch (error) {
      tell(
        'This link cannot be opened',
        location.hash ? sentenceOf(error) : 'The address is not complete. Open the whole link you were sent.',
      );
    }
  };

  const typed = () => {
    const values = [...fields.querySelectorAll('[name]')].map((input) => [
      input.name,
      input.dataset.kind === 'flag' ? String(input.checked) : input.value.trim(),
    ]);
    return Object.fromEntries(values.filter(([, value]) => value !== ''));
  };

  const refuse = (text) => {
    problem.textContent = text;
    problem.hidden = false;
  };

  const handOver = async () => {
    send.setAttribute('aria-busy', 'true');
    problem.hidden = true;
    try {
      await ask('/enter/key', { ...secretOf(), credentials: typed() });
      form.remove();
      history.replaceState(null, '', location.pathname);
      tell('Thank you: the key works', 'It is locked away, and this link works no more. You can close this page.');
    } catch (error) {
      refuse(sentenceOf(error));
    } finally {
      send.removeAttribute('aria-busy');
    }
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (send.getAttribute('aria-busy') !== 'true') void handOver();
  });
  window.addEventListener('hashchange', () => location.reload());
  void open();
})();
