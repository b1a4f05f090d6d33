// The walk through a run: a slider, arrow keys, the timeline, and what is so at the step.

/** Fills a place with the walk, once; gives what shows a step of it. */
function walkOf(place) {
  if (place.walk) return place.walk;
  const run = runs[Number(place.dataset.run)];
  const at = Number(place.dataset.at);
  const last = run.steps.length - 1;
  const { head, drawing, mark } = timeline(run, at, index => show(index, true), document.documentElement.clientWidth < 760);
  const slider = el('input', { type: 'range', min: 0, max: last, step: 1, 'aria-label': 'Step', input: () => show(Number(slider.value), true) });
  const title = el('p', { class: 'title' });
  const panel = el('div', { class: 'panel', tabindex: 0, role: 'region', 'aria-label': 'At this step' });
  const scroll = el('div', { class: 'scroll times', tabindex: 0, role: 'region', 'aria-label': 'Timeline' }, head, drawing);
  const to = (words, sign, index) => el('button', { type: 'button', class: 'quiet', 'aria-label': words, click: () => show(index(), true) }, sign);
  let current = at;

  place.append(
    el('div', { class: 'controls' },
      to('First step', '⇤', () => 0), to('Previous step', '←', () => current - 1), slider,
      to('Next step', '→', () => current + 1), to('Last step', '⇥', () => last), to(null, 'to the failure', () => at)),
    title, el('div', { class: 'both' }, scroll, panel), legend());

  place.addEventListener('keydown', event => {
    if (event.target === slider || event.altKey || event.ctrlKey || event.metaKey) return;
    const wide = event.target === scroll && scroll.scrollWidth > scroll.clientWidth;
    const next = { ArrowLeft: wide ? null : current - 1, ArrowRight: wide ? null : current + 1, ArrowUp: current - 1, ArrowDown: current + 1, Home: 0, End: last }[event.key];
    if (next === undefined || next === null || event.target === panel) return;
    event.preventDefault();
    show(next, true);
  });

  function show(index, byHand) {
    current = Math.max(0, Math.min(last, index));
    const step = run.steps[current];
    slider.value = current;
    slider.setAttribute('aria-valuetext', `${current}: ${nameOf(step)}`);
    title.replaceChildren(el('b', {}, `Step ${current}`), ` of ${run.total - 1} `, el('span', {}, nameOf(step)), current === at ? el('span', { class: 'here' }, 'here it broke') : '');
    panel.replaceChildren(...atStep(run.steps, current, lineOf(place, step)));
    const row = mark(current);
    const middle = row.middle + 30 - scroll.clientHeight / 2;
    if (Math.abs(scroll.scrollTop - middle) > scroll.clientHeight / 2 - 60) scroll.scrollTop = middle;
    if (row.x && (row.x - 90 < scroll.scrollLeft || row.x + 90 > scroll.scrollLeft + scroll.clientWidth)) scroll.scrollLeft = row.x - scroll.clientWidth / 2;
    for (const line of all('.lines li', place.closest('.failure'))) {
      line.classList.toggle('current', Number(line.dataset.line) === step.line && (line.dataset.file ?? '') === (step.file ?? ''));
    }
    if (byHand) keep({ run: run.name, step: String(current) });
  }

  place.walk = { show, name: run.name, focus: () => slider.focus({ preventScroll: true }) };
  show(at, false);
  return place.walk;
}

function nameOf(step) {
  return step.hook ? `${step.unit} ${step.hook}` : step.text ?? '';
}

function lineOf(place, step) {
  const line = all('.lines li', place.closest('.failure')).find(one => Number(one.dataset.line) === step.line && (one.dataset.file ?? '') === (step.file ?? ''));
  return step.line ? `line ${step.line}${step.file ? ' of ' + step.file : ''}${line ? ': ' + line.querySelector('code').textContent.trim() : ''}` : '';
}

/** All that is told of a step. */
function atStep(steps, index, line) {
  const step = steps[index];
  const world = worldAfter(steps, index + 1);
  const part = (title, content) => content ? [el('h4', {}, title), content] : [];
  const about = [step.about, step.hook && step.leader ? 'leads' : null, step.attempt ? `try ${step.attempt + 1}` : null, line].filter(one => one);
  return [
    about.length ? el('p', { class: 'about' }, about.join(' · ')) : '',
    step.end ? el('p', { class: step.end === 'missing' ? 'about' : 'failed' }, ending(step)) : '',
    ...part('What it did', deeds(step)),
    ...part('Standard error, its last lines', step.err && el('pre', { class: 'words' }, step.err.join('\n'))),
    ...part('Standard output, its last lines', step.out && el('pre', { class: 'words' }, step.out.join('\n'))),
    ...part('Databags', databags(steps, index, world)),
    ...part('Who leads', listOf([...world.applications].map(([name, one]) => [name, one.leader || 'nobody']))),
    ...part('Next on each unit', listOf([...queuesAfter(steps, index)].map(([unit, hooks]) => [unit, hooks.slice(0, 4).map(shortHook).join(', ') + (hooks.length > 4 ? ` and ${hooks.length - 4} more` : '')]))),
  ];
}

function listOf(pairs) {
  return pairs.length ? el('dl', { class: 'pairs' }, pairs.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])) : null;
}

function deeds(step) {
  if (!step.did) return null;
  const lost = step.end === 'failed' || step.end === 'killed' || step.end === 'refused';
  return el('ul', { class: 'deeds' }, step.did.map(([word, what, more]) =>
    el('li', { class: word }, el('span', { class: 'word' }, word), ' ', what, more ? el('code', {}, more) : '', ['wrote', 'added', 'granted', 'revoked', 'removed'].includes(word) && lost ? el('i', {}, ' thrown away') : '')));
}

/** The databags of all relations; what this step changed stands out, with what it was before. */
function databags(steps, index, world) {
  const before = worldAfter(steps, index);
  const shown = [];
  const ids = new Set([...before.relations.keys(), ...world.relations.keys()]);
  for (const id of ids) {
    const now = world.relations.get(id);
    const relation = now ?? before.relations.get(id);
    const peer = relation.provider === relation.requirer && relation.providerEndpoint === relation.requirerEndpoint;
    const bags = [...relation.bags].filter(([owner, bag]) => bag.size || before.relations.get(id)?.bags.get(owner)?.size || (!peer && !owner.includes('/')));
    if (!bags.length) continue;
    const ends = peer ? `peers of ${relation.provider}` : `${relation.provider}:${relation.providerEndpoint} – ${relation.requirer}:${relation.requirerEndpoint}`;
    shown.push(el('p', { class: 'relation' }, `relation ${id}, ${ends}${now ? relation.leaving ? ', being removed' : '' : ', gone'}`));
    for (const [owner, bag] of bags) shown.push(databag(owner, bag, before.relations.get(id)?.bags.get(owner) ?? new Map()));
  }
  return shown.length ? el('div', {}, shown) : null;
}

function databag(owner, bag, was) {
  const rows = [...new Set([...was.keys(), ...bag.keys()])].sort().map(key => {
    const [old, now] = [was.get(key), bag.get(key)];
    const how = old === now ? '' : old === undefined ? 'came' : now === undefined ? 'went' : 'changed';
    return el('tr', { class: how },
      el('th', { scope: 'row' }, { came: '+ ', went: '− ', changed: '± ' }[how] ?? '', key),
      el('td', {}, how === 'changed' || how === 'went' ? el('del', {}, old) : '', how === 'changed' ? ' ' : '', now === undefined ? '' : how ? el('ins', {}, now) : now));
  });
  return el('table', { class: 'bag' }, el('caption', {}, owner, rows.length ? '' : ': empty'), el('tbody', {}, rows));
}

function legend() {
  const sign = (name, text, words) => el('li', {}, el('span', { class: 'sign ' + name }, text), ' ', words);
  return el('ul', { class: 'legend' },
    sign('write', '✎', 'writes a databag'), sign('secret', '§', 'makes, changes or grants a secret'), sign('event', '◆', 'emits an event'), sign('refusal', '⊘', 'Juju refuses a command'),
    sign('fails', '✗', 'fails'), sign('fails', '†', 'crashes'), sign('leads', '▌', 'leads'), sign('seen', '→', 'reads what was written'), sign('told', '⇢', 'is told, and does not read'),
    el('li', { class: 'keys' }, el('kbd', {}, '←'), ' ', el('kbd', {}, '→'), ' walk'));
}

