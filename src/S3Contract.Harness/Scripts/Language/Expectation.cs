using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>What a script expects of the steps since the last group of expectations, and of the world as they left it.</summary>
internal abstract record Expectation
{
    /// <summary>Its words, without <c>expect</c>.</summary>
    internal abstract IEnumerable<Word> ToWords();

    /// <summary>The words of what is expected of units.</summary>
    private protected static IEnumerable<Word> Of(UnitReference units, params IEnumerable<string> words) => words.Prepend(units.ToString()).Select(Word.Plain);
}

/// <summary><c>UNITS EVENT [field=value…] [times=N]</c>: each unit has seen the event, and when it saw it last (on some relation) the remote
/// databag showed the fields.</summary>
/// <param name="Units">The units.</param>
/// <param name="Event">The event in kebab case: <c>credentials-changed</c>.</param>
/// <param name="Fields">The fields to be seen; an empty value means absent.</param>
/// <param name="Times">How often exactly each unit must have seen it; null for at least once.</param>
internal sealed record EventExpectation(UnitReference Units, string Event, Fields Fields, int? Times = null) : Expectation
{
    internal override IEnumerable<Word> ToWords() => [.. Of(Units, Event), .. Word.Pairs(Fields), .. Word.Given("times", Word.Number(Times))];
}

/// <summary><c>databag OWNER OTHER [key=value…]</c>: the application databag that OWNER shows to OTHER.</summary>
/// <param name="Owner">The application whose databag it is.</param>
/// <param name="Other">The application at the other end.</param>
/// <param name="Fields">The keys and their values; an empty value means absent.</param>
internal sealed record DatabagExpectation(string Owner, string Other, Fields Fields) : Expectation
{
    internal override IEnumerable<Word> ToWords() => [Word.Plain("databag"), Word.Plain(Owner), Word.Plain(Other), .. Word.Pairs(Fields)];
}

/// <summary><c>UNITS write</c>: each unit changed its application's databag on a relation under contract.</summary>
/// <param name="Units">The units.</param>
internal sealed record WriteExpectation(UnitReference Units) : Expectation
{
    internal override IEnumerable<Word> ToWords() => Of(Units, "write");
}

/// <summary><c>UNITS refused</c>: Juju refused a hook command to each unit.</summary>
/// <param name="Units">The units.</param>
internal sealed record RefusedExpectation(UnitReference Units) : Expectation
{
    internal override IEnumerable<Word> ToWords() => Of(Units, "refused");
}

/// <summary><c>UNITS error</c>: a hook failed on each unit.</summary>
/// <param name="Units">The units.</param>
internal sealed record ErrorExpectation(UnitReference Units) : Expectation
{
    internal override IEnumerable<Word> ToWords() => Of(Units, "error");
}

/// <summary><c>UNITS hook NAME</c>: each unit ran the hook.</summary>
/// <param name="Units">The units.</param>
/// <param name="Hook">The hook as Juju spells it, or without the endpoint in front: <c>relation-changed</c>.</param>
internal sealed record HookExpectation(UnitReference Units, string Hook) : Expectation
{
    internal override IEnumerable<Word> ToWords() => Of(Units, "hook", Hook);
}

/// <summary><c>UNITS status STATUS [TEXT]</c>: each unit shows the status now.</summary>
/// <param name="Units">The units.</param>
/// <param name="Status">The status.</param>
/// <param name="Text">The message; null for any.</param>
internal sealed record StatusExpectation(UnitReference Units, WorkloadStatus Status, string? Text = null) : Expectation
{
    internal override IEnumerable<Word> ToWords() => Of(Units, Text is null ? ["status", ScriptPrinter.Word(Status)] : ["status", ScriptPrinter.Word(Status), Text]);
}

/// <summary><c>UNITS action NAME completed|failed [result=value…]</c>: how the action ended when each unit ran it last.</summary>
/// <param name="Units">The units.</param>
/// <param name="Action">The action.</param>
/// <param name="Failed">False for completed.</param>
/// <param name="Results">The results it set.</param>
internal sealed record ActionExpectation(UnitReference Units, string Action, bool Failed, Fields Results) : Expectation
{
    internal override IEnumerable<Word> ToWords() => [.. Of(Units, "action", Action, Failed ? "failed" : "completed"), .. Word.Pairs(Results)];
}

/// <summary><c>UNITS leader</c>: the unit leads its application now.</summary>
/// <param name="Units">The units.</param>
internal sealed record LeaderExpectation(UnitReference Units) : Expectation
{
    internal override IEnumerable<Word> ToWords() => Of(Units, "leader");
}

/// <summary><c>quiet</c>: the last settle ended because no unit had a hook to run, and nothing was done since.</summary>
internal sealed record QuietExpectation : Expectation
{
    internal override IEnumerable<Word> ToWords() => [Word.Plain("quiet")];
}

/// <summary><c>nothing</c>: nothing noteworthy happened (no custom event, no change of an application databag on a relation under contract,
/// no refusal, no failed hook).</summary>
internal sealed record NothingExpectation : Expectation
{
    internal override IEnumerable<Word> ToWords() => [Word.Plain("nothing")];
}
