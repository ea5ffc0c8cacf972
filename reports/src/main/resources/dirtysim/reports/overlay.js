// Lays a second report beside this one. What is in its file is only ever shown as text.
(() => {
  const {data, runs, byId, parseCsv, showRuns} = report;
  if (!data) {
    return;
  }
  const SVG = 'http://www.w3.org/2000/svg';
  const STEPS = {
    TIME: [[1, 'ps'], [1e3, 'ns'], [1e6, 'µs'], [1e9, 'ms'], [1e12, 's']],
    BYTES: [[1, 'B'], [2 ** 10, 'KiB'], [2 ** 20, 'MiB'], [2 ** 30, 'GiB'], [2 ** 40, 'TiB']],
    COUNT: [[1, ''], [1e6, 'M'], [1e9, 'G']],
    PERCENT: [[1, '%']],
  };
  const LARGEST_BYTES = 256e6;

  const digits = value => Math.abs(value) >= 999.5
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));

  const figure = (value, unit) => {
    if (Number.isNaN(value)) {
      return '–';
    }
    const [factor, name] = STEPS[unit].findLast(([size]) => Math.abs(value) >= size * 0.9995) ?? STEPS[unit][0];
    return `${digits(value / factor)}${value !== 0 && name ? '\u00a0' + name : ''}`;
  };

  const change = (mine, theirs) => {
    if (Number.isNaN(mine) || Number.isNaN(theirs)) {
      return '';
    }
    if (mine === theirs) {
      return '=';
    }
    const percent = 100 * (theirs / mine - 1);
    return mine === 0 ? 'from 0' : `${percent > 0 ? '+' : '−'}${digits(Math.abs(percent))}\u00a0%`;
  };

  const make = (name, text = '', style = '') => {
    const element = document.createElement(name);
    element.textContent = text;
    if (style) {
      element.className = style;
    }
    return element;
  };

  /** Mean of a column; NaN where it is empty in a run, or there is no run. */
  const mean = (rows, column) =>
    rows.reduce((sum, row) => sum + (row[column] === '' ? NaN : Number(row[column])), 0) / rows.length;

  /** The rows of a file that was dropped. Throws an error that says what is wrong with it. */
  const rowsOf = (name, text) => {
    let csv = text;
    if (/^\s*</.test(text)) {
      // Such a document has no window: nothing in it runs or is loaded.
      const element = new DOMParser().parseFromString(text, 'text/html').getElementById('data');
      try {
        csv = JSON.parse(element.textContent).csv;
      } catch {
        csv = null;
      }
      if (typeof csv !== 'string') {
        throw new Error(`${name} is a page, but no report that holds its results; give a report.html, or the results.csv beside it.`);
      }
    }
    const {head, rows} = parseCsv(csv);
    const missing = ['scenario', 'scheme', 'trace', ...data.measures.map(measure => measure.column)]
      .filter(column => !head.includes(column));
    if (missing.length > 0) {
      throw new Error(`${name} is no results.csv: it has no column ${missing[0]}; give a results.csv or report.html.`);
    }
    for (const [i, row] of rows.entries()) {
      const broken = data.measures.find(({column}) => !Number.isFinite(Number(row[column])));
      if (broken) {
        throw new Error(`${name} is broken: run ${i + 1} has no number in column ${broken.column}; write the file anew.`);
      }
    }
    if (rows.length === 0) {
      throw new Error(`${name} has no runs.`);
    }
    return rows;
  };

  const groupBy = (rows, key) => {
    const groups = new Map();
    rows.forEach(row => groups.set(key(row), [...(groups.get(key(row)) ?? []), row]));
    return groups;
  };

  /** Runs of both by case and scheme. Cases of one scenario that differ in what is varied are told apart by their order. */
  const pair = theirs => {
    const key = row => JSON.stringify([row.scenario, row.trace, row.scheme]);
    const others = groupBy(theirs, key);
    const pairs = [];
    for (const [which, mine] of groupBy(runs, key)) {
      const found = others.get(which) ?? [];
      const cases = groupBy(mine.map((run, i) => ({run, other: found[i]})), each => each.run.case);
      for (const [label, its] of cases) {
        const same = cases.size === 1 ? found : found.length === mine.length ? its.map(each => each.other) : [];
        pairs.push({label, scheme: its[0].run.scheme, mine: its.map(each => each.run), theirs: same});
      }
    }
    return pairs;
  };

  const cell = (measure, {mine, theirs}) => {
    const before = mean(mine, measure.column);
    const after = mean(theirs, measure.column);
    const bad = measure.column === 'lost_pages' && after > 0;
    const element = make('td', figure(after * measure.factor + measure.plus, measure.unit), bad ? 'bad' : '');
    element.append(make('small', change(before, after)));
    return element;
  };

  const drawTable = pairs => {
    const table = byId('overlay-table');
    const head = make('tr');
    ['Scheme', ...data.measures.map(measure => measure.title)].forEach(title => {
      const element = make('th', title);
      element.scope = 'col';
      head.append(element);
    });
    table.tHead.replaceChildren(head);
    [...table.tBodies].forEach(body => body.remove());
    for (const [label, its] of groupBy(pairs, each => each.label)) {
      const body = make('tbody');
      body.dataset.case = label;
      const group = make('tr', '', 'group');
      const title = make('th', label);
      title.scope = 'rowgroup';
      title.colSpan = data.measures.length + 1;
      group.append(title);
      body.append(group);
      for (const each of its) {
        const row = make('tr');
        row.dataset.scheme = each.scheme;
        const name = make('th', each.scheme);
        name.scope = 'row';
        row.append(name);
        if (each.theirs.length === 0) {
          const none = make('td', 'not in the other report', 't');
          none.colSpan = data.measures.length;
          row.append(none);
        } else {
          row.append(...data.measures.map(measure => cell(measure, each)));
        }
        body.append(row);
      }
      table.append(body);
    }
  };

  const clearMarks = () => document.querySelectorAll('.chart .other').forEach(mark => mark.remove());

  const drawMarks = pairs => {
    clearMarks();
    for (const measure of data.measures) {
      for (const panel of byId(measure.figure)?.querySelectorAll('.panel') ?? []) {
        const axis = panel.querySelector('.overlay')?.dataset;
        for (const bar of axis ? panel.querySelectorAll('g[data-scheme]') : []) {
          const found = pairs.find(each => each.label === panel.dataset.case && each.scheme === bar.dataset.scheme);
          const value = found ? mean(found.theirs, measure.column) * measure.factor + measure.plus : NaN;
          if (!Number.isNaN(value)) {
            bar.append(mark(axis, value, Number(bar.querySelector('text').getAttribute('y'))));
          }
        }
      }
    }
  };

  const mark = (axis, value, y) => {
    const [from, to, start, end] = [axis.from, axis.to, axis.start, axis.end].map(Number);
    const share = !(value > start) ? 0 : axis.log === 'true' ? Math.log(value / start) / Math.log(end / start) : (value - start) / (end - start);
    const x = from + Math.min(share, 1) * (to - from);
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', 'other');
    path.setAttribute('d', `M${x.toFixed(1)} ${y - 12}v16m-3-16h6m-6 16h6`);
    return path;
  };

  const lay = (name, text) => {
    byId('overlay-error').textContent = '';
    try {
      const theirs = rowsOf(name, text);
      const pairs = pair(theirs);
      const matched = pairs.filter(each => each.theirs.length > 0);
      if (matched.length === 0) {
        throw new Error(`${name} has no scenario, trace and scheme in common with this report.`);
      }
      const left = theirs.length - matched.reduce((sum, each) => sum + each.theirs.length, 0);
      byId('overlay-name').textContent = name;
      byId('overlay-summary').textContent = `${matched.length} of ${pairs.length} rows of this report have their like there; ${left} of its ${theirs.length} runs have none here.`;
      byId('overlay-result').hidden = false;
      drawTable(pairs);
      drawMarks(pairs);
      showRuns();
    } catch (error) {
      clear();
      byId('overlay-error').textContent = error.message;
    }
  };

  const clear = () => {
    clearMarks();
    byId('overlay-result').hidden = true;
    byId('overlay-error').textContent = '';
    byId('other').value = '';
  };

  const open = async file => {
    if (file.size > LARGEST_BYTES) {
      clear();
      byId('overlay-error').textContent = `${file.name} is too large: a report has at most ${LARGEST_BYTES / 1e6} MB.`;
      return;
    }
    lay(file.name, await file.text());
    byId('overlay').scrollIntoView();
  };

  byId('other').addEventListener('change', event => event.target.files.length > 0 && open(event.target.files[0]));
  byId('overlay-off').addEventListener('click', clear);
  addEventListener('dragover', event => event.preventDefault());
  addEventListener('drop', event => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) {
      open(event.dataTransfer.files[0]);
    }
  });
})();
