// The timeline: a column for the operator and Juju, one for each unit; time goes down. Hooks are boxes, arrows lead from what was written
// to the hooks that saw it.

const numbers = 40, unitWidth = 166, boxWidth = 152;
const short = (text, most) => text.length <= most ? text : text.slice(0, most - 1) + '…';

/** The head and the drawing of a run, and a function that marks a step. */
function timeline(run, at, pick, narrow) {
  const operatorWidth = narrow ? 96 : 208;
  const units = unitsOf(run.steps);
  const x = unit => numbers + operatorWidth + units.indexOf(unit) * unitWidth + unitWidth / 2;
  const width = numbers + operatorWidth + units.length * unitWidth + 8;
  const rows = [];
  let height = 6;
  for (const step of run.steps) {
    const tall = step.hook ? 34 : 24;
    rows.push({ top: height, middle: height + tall / 2, tall });
    height += tall;
  }
  height += 8;

  const groups = run.steps.map((step, i) => draw('g', { class: 'row' + (i === at ? ' broke' : ''), click: () => pick(i) },
    draw('rect', { class: 'band', x: 0, y: rows[i].top, width, height: rows[i].tall }),
    draw('text', { class: 'index', x: numbers - 8, y: rows[i].middle + 4, 'text-anchor': 'end' }, String(i)),
    step.hook ? hookBox(step, x(step.unit), rows[i]) : operatorLine(step, rows[i], narrow ? 13 : 31)));
  const arrows = run.steps.map((step, i) => shown(step).flatMap(({ words, kind, seen, told }) => [
    ...(seen ?? []).map(to => arrow(run.steps, i, to, words, kind + 'seen', x, rows)),
    ...(told ?? []).map(to => arrow(run.steps, i, to, words, kind + 'told', x, rows))]).filter(one => one));

  const drawing = draw('svg', { class: 'timeline', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    units.map(unit => lifeline(run.steps, unit, x(unit), rows, height)), groups, arrows.flat());
  const head = draw('svg', { class: 'heads', width, height: 30, viewBox: `0 0 ${width} 30`, 'aria-hidden': 'true' },
    draw('text', { x: numbers + 6, y: 20 }, narrow ? 'operator' : 'operator and Juju'),
    units.map(unit => draw('text', { x: x(unit), y: 20, 'text-anchor': 'middle' }, short(unit, 22))));

  function mark(index) {
    groups.forEach((group, i) => group.classList.toggle('current', i === index));
    arrows.forEach((some, i) => some.forEach(one => one.classList.toggle('current', i === index || Number(one.dataset.to) === index)));
    return { ...rows[index], x: run.steps[index].hook ? x(run.steps[index].unit) : 0 };
  }

  return { head, drawing, mark };
}

function lifeline(steps, unit, x, rows, height) {
  const is = (step, what) => step.change?.[0] === what && step.change[1] === unit;
  const from = steps.findIndex(step => is(step, 'unit'));
  const to = steps.findIndex((step, i) => i > from && is(step, 'gone'));
  return draw('line', { class: 'life', x1: x, x2: x, y1: from < 0 ? 0 : rows[from].middle, y2: to < 0 ? height : rows[to].middle });
}

function operatorLine(step, row, most) {
  const text = step.text ?? '';
  return draw('g', { class: 'operator ' + (step.by ?? '') },
    draw('title', {}, text),
    draw('circle', { cx: numbers + 4, cy: row.middle, r: 3.5 }),
    draw('text', { x: numbers + 14, y: row.middle + 4 }, short(text, most)));
}

function hookBox(step, x, row) {
  const did = word => (step.did ?? []).filter(one => one[0] === word);
  const marks = [
    step.end === 'failed' || step.end === 'refused' ? ['fails', '✗'] : step.end === 'killed' ? ['fails', '†'] : null,
    did('refused').length ? ['refusal', '⊘'] : null,
    did('event').length ? ['event', '◆'] : null,
    step.commits?.length ? ['write', '✎'] : null,
    step.secrets?.length ? ['secret', '§'] : null,
  ].filter(mark => mark);
  const told = [`${step.unit} ${step.hook}`, step.leader ? 'leads' : null, ending(step), ...did('event').map(one => `emits ${one[1]}`), ...did('refused').map(one => `refused: ${one[1]}`)];
  return draw('g', { class: `hook ${step.end ?? 'well'}${step.leader ? ' leads' : ''}` },
    draw('title', {}, told.filter(line => line).join('\n')),
    draw('rect', { x: x - boxWidth / 2, y: row.top + 4, width: boxWidth, height: row.tall - 8, rx: 5 }),
    step.leader ? draw('rect', { class: 'leader', x: x - boxWidth / 2, y: row.top + 4, width: 4, height: row.tall - 8, rx: 2 }) : null,
    draw('text', { x: x - boxWidth / 2 + 10, y: row.middle + 4 }, short(shortHook(step.hook), 20 - 2 * Math.max(1, marks.length))),
    marks.map(([name, sign], i) => draw('text', { class: 'sign ' + name, x: x + boxWidth / 2 - 10 - 15 * i, y: row.middle + 4, 'text-anchor': 'middle' }, sign)));
}

/** How a hook ended, for people; empty if well. */
function ending(step) {
  const why = step.why ? ': ' + step.why : '';
  switch (step.end) {
    case 'failed': return 'failed' + why;
    case 'refused': return 'Juju refused its commit' + why;
    case 'killed': return 'crashed before its commit' + why;
    case 'missing': return 'the charm has no code for it';
    default: return '';
  }
}

/** What a step shows to others: what it wrote to databags, and what it did to secrets. */
function shown(step) {
  return [
    ...(step.commits ?? []).map(one => ({ ...one, kind: '', words: `${one.owner} wrote ${Object.keys(one.set).join(', ')}` })),
    ...(step.secrets ?? []).map(one => ({ ...one, kind: 'secret ', words: `${step.unit ?? 'the operator'}: ${one.secret} ${one.what}` }))];
}

function arrow(steps, from, to, words, how, x, rows) {
  if (!steps[to]?.hook) return null;
  const origin = steps[from].hook ? x(steps[from].unit) : numbers + 8 - boxWidth / 2;
  const ahead = Math.sign(x(steps[to].unit) - origin) || 1;
  const [x1, y1] = [origin + ahead * boxWidth / 2, rows[from].middle];
  const same = steps[to].unit === steps[from].unit;
  const [x2, y2] = [x(steps[to].unit) - (same ? -1 : 1) * ahead * boxWidth / 2, rows[to].middle];
  const bend = x1 + ahead * 12;
  return draw('g', { class: 'written ' + how, 'data-to': to },
    draw('title', {}, `${words}; ${steps[to].unit} ${how.endsWith('seen') ? 'reads it' : 'is told of it'} at step ${to}`),
    draw('path', { d: `M${x1} ${y1} C${bend} ${y1} ${x2 - ahead * 26} ${(y1 + y2) / 2} ${x2 - ahead * 7} ${y2}` }),
    draw('polygon', { points: `${x2},${y2} ${x2 - ahead * 8},${y2 - 4} ${x2 - ahead * 8},${y2 + 4}` }));
}

