// The model as the steps of a run tell it. Each step changes little, and a run is short: the world is made anew for each look.

/** The world after so many steps: applications with their units and leaders, relations with their databags. */
function worldAfter(steps, count) {
  const world = { applications: new Map(), relations: new Map() };
  for (const step of steps.slice(0, count)) {
    if (step.change) changeModel(world, step.change);
    for (const commit of step.commits ?? []) {
      const relation = world.relations.get(commit.relation ?? 0);
      if (!relation) continue;
      const bag = relation.bags.get(commit.owner) ?? new Map();
      relation.bags.set(commit.owner, bag);
      for (const [key, value] of Object.entries(commit.set)) {
        if (value === null) bag.delete(key);
        else bag.set(key, value);
      }
    }
  }
  return world;
}

function changeModel(world, [what, ...about]) {
  const applicationOf = unit => world.applications.get(unit.split('/')[0]);
  switch (what) {
    case 'deployed': world.applications.set(about[0], { units: new Set(), leader: '' }); break;
    case 'unit': applicationOf(about[0])?.units.add(about[0]); break;
    case 'gone': applicationOf(about[0])?.units.delete(about[0]); break;
    case 'leader': if (world.applications.has(about[0])) world.applications.get(about[0]).leader = about[1]; break;
    case 'relation': {
      const [id, provider, providerEndpoint, requirer, requirerEndpoint, speaks] = about;
      const bags = new Map([[provider, new Map()], [requirer, new Map()]]);
      world.relations.set(Number(id), { id, provider, providerEndpoint, requirer, requirerEndpoint, speaks, bags, leaving: false });
      break;
    }
    case 'leaving': if (world.relations.has(Number(about[0]))) world.relations.get(Number(about[0])).leaving = true; break;
    case 'ended': world.relations.delete(Number(about[0])); break;
  }
}

/** What each unit ran after a step before anybody else did anything: its queue, as far as a run tells it. */
function queuesAfter(steps, index) {
  const queues = new Map();
  for (const step of steps.slice(index + 1)) {
    if (step.hook) queues.set(step.unit, [...queues.get(step.unit) ?? [], step.hook]);
    else if (step.by !== 'juju' || step.change?.[0] === 'quiet') break;
  }
  return queues;
}

/** The units of a run, in the order in which they came. */
function unitsOf(steps) {
  return [...new Set(steps.flatMap(step => step.hook ? [step.unit] : step.change?.[0] === 'unit' ? [step.change[1]] : []))];
}

/** A hook's name without its endpoint, where that leaves something: all of them have the same. */
function shortHook(name) {
  return name.replace(/^.+-(relation-(created|joined|changed|departed|broken))$/, '$1');
}

