// The page is complete without this script. It filters the page, sets its theme, and offers results.csv as a file.
'use strict';
const report = (() => {
  const byId = id => document.getElementById(id);

  /** Text as RFC 4180 has it: the names of the columns, and an object for each row. */
  const parseCsv = text => {
    const records = [];
    let record = [];
    let field = '';
    let quoted = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        if (c !== '"') {
          field += c;
        } else if (text[i + 1] === '"') {
          field += c;
          i++;
        } else {
          quoted = false;
        }
      } else if (c === '"' && field === '') {
        quoted = true;
      } else if (c === ',' || c === '\n') {
        record.push(field);
        field = '';
        if (c === '\n') {
          records.push(record);
          record = [];
        }
      } else if (c !== '\r') {
        field += c;
      }
    }
    if (field !== '' || record.length > 0) {
      records.push([...record, field]);
    }
    const head = records.shift() ?? [];
    const rows = records.map(cells => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ''])));
    return {head, rows};
  };

  const data = byId('data') ? JSON.parse(byId('data').textContent) : null;
  const runs = data
    ? parseCsv(data.csv).rows.map((row, i) => ({...row, case: data.cases[data.rows[i]]})).filter(run => run.case !== undefined)
    : [];
  const form = byId('filter');
  const columns = ['scenario', 'scheme', 'trace'];
  const chosen = {scenario: new Set(), scheme: new Set(), trace: new Set()};
  let theme = '';
  let unknown = [];

  /** What elements call the cases of a run: its label, or under sensitivity its trace, with or without the scenario. */
  const namesOf = run => [run.case, run.trace, `${run.trace} · ${run.scenario.replace(/\/base$/, '')}`];

  const schemesByCase = some => {
    const found = new Map();
    for (const run of some) {
      for (const name of namesOf(run)) {
        found.set(name, (found.get(name) ?? new Set()).add(run.scheme));
      }
    }
    return found;
  };
  const known = schemesByCase(runs);

  const showRuns = () => {
    const shown = runs.filter(run => columns.every(name => chosen[name].size === 0 || chosen[name].has(run[name])));
    const byCase = schemesByCase(shown);
    const schemes = new Set(shown.map(run => run.scheme));
    const isOn = element => {
      const scheme = element.dataset.scheme;
      const isColumn = element instanceof HTMLTableCellElement;
      const cases = (isColumn ? null : element.closest('[data-case]'))?.dataset.case.split('\n').filter(name => known.has(name));
      if (!cases || cases.length === 0) {
        return scheme === undefined || schemes.has(scheme);
      }
      return cases.some(name => byCase.has(name) && (scheme === undefined || byCase.get(name).has(scheme)));
    };
    for (const element of document.querySelectorAll('[data-case],[data-scheme]')) {
      const off = !isOn(element);
      if (element instanceof SVGElement) {
        element.classList.toggle('off', off);
      } else {
        element.hidden = off;
      }
    }
    byId('shown').textContent = `${shown.length} of ${runs.length} runs shown`
      + (unknown.length > 0 ? `; not in this report: ${unknown.join(', ')}` : '');
  };

  const showControls = () => {
    for (const box of form.querySelectorAll('input')) {
      box.checked = chosen[box.name].has(box.value);
    }
    for (const choice of form.querySelectorAll('.choice')) {
      const values = [...chosen[choice.dataset.column]];
      choice.querySelector('b').textContent = values.length === 0 ? 'all' : values.length === 1 ? values[0] : `${values.length} marked`;
    }
  };

  const show = () => {
    document.documentElement.dataset.theme = theme;
    for (const radio of document.querySelectorAll('#theme input')) {
      radio.checked = radio.value === theme;
    }
    if (form) {
      showControls();
      showRuns();
    }
  };

  // The address is #ANCHOR?scheme=a&scheme=b&theme=dark, either part of which may be missing.
  const address = () => {
    const [, anchor, query] = /^#?([^?]*)\??(.*)$/s.exec(location.hash);
    return {anchor, query, hasState: location.hash.includes('?')};
  };

  const read = () => {
    const state = new URLSearchParams(address().query);
    unknown = [];
    for (const name of columns) {
      const there = new Set(runs.map(run => run[name]));
      chosen[name] = new Set(state.getAll(name).filter(value => there.has(value)));
      unknown.push(...state.getAll(name).filter(value => !there.has(value)));
    }
    theme = ['light', 'dark'].find(name => name === state.get('theme')) ?? '';
  };

  const write = () => {
    const state = new URLSearchParams();
    columns.forEach(name => chosen[name].forEach(value => state.append(name, value)));
    if (theme !== '') {
      state.append('theme', theme);
    }
    const text = address().anchor + (state.size > 0 ? '?' + state : '');
    history.replaceState(null, '', text === '' ? location.href.split('#')[0] : '#' + text);
  };

  /** Whatever was changed, shown and put into the address. */
  const changed = () => {
    unknown = [];
    write();
    show();
  };

  const follow = () => {
    if (address().hasState) {
      read();
      show();
      byId(address().anchor)?.scrollIntoView();
    } else {
      write();
    }
  };

  const offerFilter = () => {
    form.hidden = false;
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('change', event => {
      const {name, value, checked} = event.target;
      chosen[name][checked ? 'add' : 'delete'](value);
      changed();
    });
    form.addEventListener('reset', () => {
      columns.forEach(name => chosen[name].clear());
      changed();
    });
    form.addEventListener('keydown', event => {
      const open = event.key === 'Escape' && event.target.closest('details[open]');
      if (open) {
        open.open = false;
        open.querySelector('summary').focus();
      }
    });
    document.addEventListener('click', event => {
      for (const choice of form.querySelectorAll('details[open]')) {
        choice.open = choice.contains(event.target);
      }
    });
  };

  const offerFile = () => {
    byId('overlay').hidden = false;
    byId('csv').addEventListener('click', () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([data.csv], {type: 'text/csv;charset=utf-8'}));
      link.download = 'results.csv';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    });
  };

  byId('theme').hidden = false;
  byId('theme').addEventListener('change', event => {
    theme = event.target.value;
    changed();
  });
  if (data) {
    offerFilter();
    offerFile();
  }
  addEventListener('hashchange', follow);
  read();
  show();
  if (address().hasState) {
    byId(address().anchor)?.scrollIntoView();
  }
  return {data, runs, byId, parseCsv, showRuns};
})();
