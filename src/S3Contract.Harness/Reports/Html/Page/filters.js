// The fragment of the address holds all that a reader chose: the filters (verdict, level, family, q), and one place: a clause, a step of a run,
// or a part of the page. So a link shows another reader the same.

const filterNames = ['verdict', 'level', 'family', 'q'];
const form = document.getElementById('filters');

function chosen() {
  return new URLSearchParams(location.hash.slice(1));
}

/** Puts a place, or other filters, into the address, and leaves the rest of it. */
function keep(place, filters = null) {
  const before = chosen();
  const after = new URLSearchParams();
  for (const name of filterNames) {
    const value = filters ? filters[name] : before.get(name);
    if (value) after.set(name, value);
  }
  for (const [name, value] of Object.entries(place ?? {})) after.set(name, value);
  const text = after.toString().replaceAll('%2F', '/').replaceAll('%2C', ',');
  history.replaceState(null, '', text ? '#' + text : location.pathname + location.search);
}

/** Shows the filters of the address in the form. */
function readFilters() {
  const choice = chosen();
  for (const box of form.elements) {
    if (box.type === 'checkbox') box.checked = (choice.get(box.name) ?? '').split(',').includes(box.value);
    else if (box.name) box.value = choice.get(box.name) ?? '';
  }
}

function writeFilters() {
  const data = new FormData(form);
  keep(null, Object.fromEntries(filterNames.map(name => [name, data.getAll(name).join(',').trim()])));
}

/** Hides what the filters leave out. */
function applyFilters() {
  const choice = chosen();
  const some = name => (choice.get(name) ?? '').split(',').filter(value => value);
  const [verdicts, levels, family, words] = [some('verdict'), some('level'), choice.get('family') ?? '', (choice.get('q') ?? '').toLowerCase().split(/\s+/).filter(word => word)];
  const says = element => {
    element.words ??= element.textContent.toLowerCase();
    return words.every(word => element.words.includes(word));
  };
  const fits = clause => (!verdicts.length || verdicts.includes(clause.dataset.verdict))
    && (!levels.length || levels.includes(clause.dataset.level)) && (!family || family === clause.dataset.family);

  const clauses = all('.clause');
  const ofBlock = block => block.dataset.clauses.split(' ').map(id => document.getElementById('clause=' + id)).filter(clause => clause);
  for (const clause of clauses) clause.hidden = !(fits(clause) && says(clause));
  for (const block of all('.failure, .gap')) {
    const broken = ofBlock(block);
    block.hidden = !((broken.length ? broken.some(fits) : !verdicts.length || verdicts.includes('fail')) && says(block));
  }
  for (const script of all('.scripts li')) script.hidden = !((!verdicts.length || verdicts.includes(script.dataset.verdict)) && says(script));
  for (const part of all('.family, #failures, #open, #scripts')) {
    const items = all('.clause, .failure, .gap, .scripts li', part);
    part.hidden = items.length > 0 && items.every(item => item.hidden);
  }

  const left = clauses.filter(clause => !clause.hidden).length;
  const failures = all('.failure').filter(block => !block.hidden).length;
  document.getElementById('left').textContent = `${left} of ${clauses.length} clauses, ${failures} of ${all('.failure').length} failures`;
  document.getElementById('nothing').hidden = left > 0;
}

/** Goes to the place of the address: opens it, scrolls to it. */
function goToPlace() {
  const choice = chosen();
  if (choice.has('clause')) {
    const clause = document.getElementById('clause=' + choice.get('clause'));
    if (!clause) return;
    if (clause.hidden) clearFilters({ clause: choice.get('clause') });
    clause.open = true;
    clause.scrollIntoView({ block: 'start' });
    clause.querySelector('summary').focus({ preventScroll: true });
  } else if (choice.has('run')) {
    const place = all('.walkthrough').find(one => runs[Number(one.dataset.run)].name === choice.get('run'));
    if (!place) return;
    if (place.closest('.failure').hidden) clearFilters({ run: choice.get('run'), step: choice.get('step') ?? '' });
    place.closest('details').open = true;
    const walk = walkOf(place);
    walk.show(Number(choice.get('step') ?? place.dataset.at), false);
    place.scrollIntoView({ block: 'nearest' });
    walk.focus();
  } else {
    const name = choice.get('at') ?? [...choice.keys()].find(key => !filterNames.includes(key));
    const target = name ? document.getElementById(name) : filterNames.some(key => choice.has(key)) ? form : null;
    if (target && target.hidden) clearFilters({ at: name });
    target?.scrollIntoView({ block: 'start' });
  }
}

function clearFilters(place) {
  keep(place, {});
  readFilters();
  applyFilters();
}

function follow() {
  readFilters();
  applyFilters();
  goToPlace();
}

/** A link within the page keeps the filters, unless it names some itself. */
function followLink(event) {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const to = new URLSearchParams(link.getAttribute('href').slice(1));
  event.preventDefault();
  const names = [...to.keys()];
  if (names.some(name => filterNames.includes(name))) keep(null, Object.fromEntries(to));
  else if (to.has('clause') || to.has('run')) keep(Object.fromEntries(to));
  else keep({ at: names[0] });
  follow();
}

