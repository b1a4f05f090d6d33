namespace S3Contract.Reference.Observations;

/// <summary>Goes through what was said in a step, in the order in which it was said, and puts what it makes of it in its place. Where texts and
/// named values stand is told by each observation itself (<c>Through</c>).</summary>
internal abstract class TextPass
{
    /// <summary>Values under their names.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, string>> Fields(IReadOnlyList<KeyValuePair<string, string>> fields);

    /// <summary>A databag.</summary>
    public abstract Databag Fields(Databag fields);

    /// <summary>What is in a secret of Juju.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Secret(IReadOnlyList<KeyValuePair<string, string>> content) => Fields(content);

    /// <summary>A text for people: a log line, a message, an output.</summary>
    public virtual string Text(string text) => text;

    /// <summary>A command line, in which values stand as <c>name=value</c>.</summary>
    public virtual string CommandLine(string line) => line;

    /// <summary>Several things of a kind.</summary>
    public IReadOnlyList<T> Each<T>(IReadOnlyList<T> items, Func<T, TextPass, T> through)
    {
        if (items.Count == 0)
        {
            return items;
        }

        var passed = new T[items.Count];
        for (int i = 0; i < passed.Length; i++)
        {
            passed[i] = through(items[i], this);
        }

        return passed;
    }
}
