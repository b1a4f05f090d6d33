namespace S3Contract.Harness.Pebble;

/// <summary>In which order services are started and stopped: what they require goes with them, and <c>after</c> and <c>before</c> are kept. Where the
/// plan leaves it open, by name.</summary>
internal static class ServiceOrder
{
    /// <summary>The services to start for these.</summary>
    /// <exception cref="PebbleRefusal">There is no such service, or no such order.</exception>
    public static IReadOnlyList<string> ToStart(PebblePlan plan, IEnumerable<string> names) =>
        Order(plan, With(plan, names, name => plan.Services[name].List("requires")));

    /// <summary>The services to stop for these: those that require them too, and the other way round.</summary>
    /// <exception cref="PebbleRefusal">There is no such service, or no such order.</exception>
    public static IReadOnlyList<string> ToStop(PebblePlan plan, IEnumerable<string> names) =>
    [
        .. Order(plan, With(plan, names, Requiring(plan))).AsEnumerable().Reverse(),
    ];

    private static Func<string, IEnumerable<string>> Requiring(PebblePlan plan)
    {
        ILookup<string, string> requiring = plan.Services
            .SelectMany(service => service.Value.List("requires").Select(required => (required, service.Key)))
            .ToLookup(pair => pair.required, pair => pair.Key, StringComparer.Ordinal);
        return name => requiring[name];
    }

    private static SortedSet<string> With(PebblePlan plan, IEnumerable<string> names, Func<string, IEnumerable<string>> further)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        Queue<string> open = new(names);
        while (open.TryDequeue(out string? name))
        {
            if (!plan.Services.ContainsKey(name))
                throw PebbleRefusal.Bad($"service \"{name}\" does not exist");
            if (!found.Add(name))
                continue;
            foreach (string other in further(name))
                open.Enqueue(other);
        }

        return found;
    }

    private static List<string> Order(PebblePlan plan, SortedSet<string> names)
    {
        Dictionary<string, List<string>> followers = names.ToDictionary(name => name, _ => new List<string>(), StringComparer.Ordinal);
        Dictionary<string, int> waits = names.ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        foreach ((string first, string second) in names.SelectMany(name => Pairs(plan, name)).Distinct())
        {
            if (!names.Contains(first) || !names.Contains(second) || string.Equals(first, second, StringComparison.Ordinal))
                continue;
            followers[first].Add(second);
            waits[second]++;
        }

        SortedSet<string> ready = new(names.Where(name => waits[name] == 0), StringComparer.Ordinal);
        List<string> order = [];
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            order.Add(next);
            foreach (string follower in followers[next].Where(follower => --waits[follower] == 0))
                ready.Add(follower);
        }

        return order.Count == names.Count ? order : throw PebbleRefusal.Bad($"services in before/after loop: {string.Join(", ", names.Except(order, StringComparer.Ordinal))}");
    }

    private static IEnumerable<(string First, string Second)> Pairs(PebblePlan plan, string name) =>
        plan.Services[name].List("after").Select(other => (other, name)).Concat(plan.Services[name].List("before").Select(other => (name, other)));
}
