using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Reading;

/// <summary>Reads conditions in brackets.</summary>
internal static class ConditionReader
{
    /// <summary>The conditions from a place on; stops at what is none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where to start, from 0.</param>
    /// <param name="end">Where the first character stands that belongs to no condition.</param>
    public static List<Condition> ReadAll(SourceLine line, int at, out int end)
    {
        List<Condition> conditions = [];
        string text = line.Text;
        while (true)
        {
            var reader = new WordReader(line, at);
            bool more = reader.SkipBlanks();
            end = reader.Position;
            if (!more || text[end] != '[')
            {
                return conditions;
            }

            int close = text.IndexOf(']', end);
            if (close < 0)
            {
                line.Error(end + 1, text.Length - end, "a condition that is not closed", "]");
                end = text.Length;
                return conditions;
            }

            bool negated = end + 1 < close && text[end + 1] == '!';
            int first = negated ? end + 2 : end + 1;
            string name = text[first..close];
            if (Condition.Names.Contains(name, StringComparer.Ordinal))
            {
                conditions.Add(new Condition(name, negated));
            }
            else
            {
                line.Error(
                    first + 1, Math.Max(1, close - first), $"unknown condition \"{name}\"", "one of " + string.Join(", ", Condition.Names),
                    NearestWord.Of(name, Condition.Names));
            }

            at = close + 1;
        }
    }
}
