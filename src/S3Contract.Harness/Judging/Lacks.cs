namespace S3Contract.Harness.Judging;

/// <summary>Collects what a subject asked for and the simulation lacks: of each run the first.</summary>
internal sealed class Lacks
{
    private readonly List<LackFound> _found = [];
    private string _script = "";
    private bool _told;

    /// <summary>What was found, in the order in which it came up.</summary>
    public IReadOnlyList<LackFound> Found => _found;

    /// <summary>The runs of several judges, put together.</summary>
    public static IReadOnlyList<LackFound> Merged(IEnumerable<LackFound> found)
    {
        var all = new Lacks();
        foreach (LackFound one in found)
        {
            all.Add(one);
        }

        return all.Found;
    }

    public void Begin(string script) => (_script, _told) = (script, false);

    public void Observe(HookStep step)
    {
        if (!_told && step.FirstLacking() is { } lacking)
        {
            _told = true;
            Add(new LackFound(lacking.What, 1, lacking.Command, $"{step.Unit} {step.Hook.Name}", _script));
        }
    }

    public void Add(Lacks other) => other._found.ForEach(Add);

    private void Add(LackFound one)
    {
        int at = _found.FindIndex(known => string.Equals(known.What, one.What, StringComparison.Ordinal));
        if (at < 0)
        {
            _found.Add(one);
        }
        else
        {
            _found[at] = _found[at] with { Runs = _found[at].Runs + one.Runs };
        }
    }
}
