namespace S3Contract.Bench.InProcess;

/// <summary>What can happen in the small model.</summary>
internal enum SmallMove
{
    /// <summary>The two applications are related.</summary>
    Relate,

    /// <summary>The provider is given another pair of keys.</summary>
    Issue,

    /// <summary>The other unit of the provider leads.</summary>
    Elect,

    /// <summary>The leading unit of the provider runs a hook: it answers.</summary>
    Answer,

    /// <summary>The first unit of the requirer runs a hook.</summary>
    SeeFirst,

    /// <summary>The second unit of the requirer runs a hook.</summary>
    SeeSecond,

    /// <summary>The relation ends.</summary>
    Remove,
}

/// <summary>A relation as somebody would model it who writes a test by hand: versions of keys instead of keys. <c>relation_machine.py</c> is the
/// same in Python.</summary>
internal readonly record struct SmallModel(bool Related, int Leader, int Issued, int Answered, int SeenFirst, int SeenSecond)
{
    /// <summary>All moves.</summary>
    public static SmallMove[] Moves { get; } = Enum.GetValues<SmallMove>();

    /// <summary>Can a move be made?</summary>
    public bool Allows(SmallMove move) => move switch
    {
        SmallMove.Relate => !Related,
        SmallMove.Issue or SmallMove.Elect => true,
        _ => Related,
    };

    /// <summary>The model after a move.</summary>
    public SmallModel After(SmallMove move) => move switch
    {
        SmallMove.Relate => this with { Related = true },
        SmallMove.Issue => this with { Issued = Issued + 1 },
        SmallMove.Elect => this with { Leader = 1 - Leader },
        SmallMove.Answer => this with { Answered = Issued },
        SmallMove.SeeFirst => this with { SeenFirst = Answered },
        SmallMove.SeeSecond => this with { SeenSecond = Answered },
        _ => this with { Related = false, Answered = 0, SeenFirst = 0, SeenSecond = 0 },
    };

    /// <summary>Does it make sense?</summary>
    public bool Holds => SeenFirst <= Answered && SeenSecond <= Answered && Answered <= Issued;
}
