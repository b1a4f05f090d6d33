using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Sessions;

/// <summary>Puts drafted expectations into a session. Their values are left to <c>ScriptAccept</c>, which knows what would have held.</summary>
internal static class SessionDraft
{
    /// <summary>A session with drafted expectations behind the lines that they are about.</summary>
    public static Script Of(Script session, IReadOnlyDictionary<int, IReadOnlyList<ScriptLine>> drafted)
    {
        List<ScriptLine> lines = [];
        if (session.Lines is not [{ Command: null, Comment: not null }, ..])
        {
            lines.Add(new ScriptLine(null, "# A session of s3contract shell. Say here what the rule is, and which clauses it exercises (# covers: …)."));
            lines.Add(new ScriptLine(null));
        }

        foreach (ScriptLine line in session.Lines)
        {
            lines.Add(line);
            if (drafted.TryGetValue(line.Number, out IReadOnlyList<ScriptLine>? expectations))
            {
                lines.AddRange([.. expectations, new ScriptLine(null)]);
            }
        }

        return session with { Lines = lines.Select((line, at) => line with { Number = at + 1 }).ToValueList() };
    }
}
