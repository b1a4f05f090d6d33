using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;

namespace S3Contract.Bench.InProcess;

/// <summary>FsCheck's own state machine on the small model: it draws commands, runs them on an object, and compares. Nothing is judged.</summary>
internal static class FsCheckMachine
{
    private const int Commands = 50;

    /// <summary>Runs some cases.</summary>
    /// <returns>How many steps that were.</returns>
    public static long Run(int cases)
    {
        var machine = new Relations();
        machine.ToProperty().Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(1, 3).WithQuietOnSuccess(true));
        return machine.Steps;
    }

    private sealed class Relations : Machine<StrongBox, SmallModel>
    {
        private readonly Operation<StrongBox, SmallModel>[] _moves;

        public Relations()
            : base(Commands) => _moves = [.. SmallModel.Moves.Select(move => new Move(this, move))];

        public long Steps { get; set; }

        public override Arbitrary<Setup<StrongBox, SmallModel>> Setup { get; } = Arb.From(Gen.Constant<Setup<StrongBox, SmallModel>>(new Beginning()));

        public override Gen<Operation<StrongBox, SmallModel>> Next(SmallModel model) => Gen.Elements(_moves);
    }

    private sealed class Beginning : Setup<StrongBox, SmallModel>
    {
        public override StrongBox Actual() => new();

        public override SmallModel Model() => default;
    }

    private sealed class Move(Relations machine, SmallMove move) : Operation<StrongBox, SmallModel>
    {
        public override bool Pre(SmallModel model) => model.Allows(move);

        public override SmallModel Run(SmallModel model) => model.After(move);

        public override Property Check(StrongBox actual, SmallModel model)
        {
            machine.Steps++;
            actual.Value = actual.Value.After(move);
            return true.ToProperty();
        }

        public override string ToString() => move.ToString();
    }

    /// <summary>What is under test.</summary>
    internal sealed class StrongBox
    {
        /// <summary>Its state.</summary>
        public SmallModel Value { get; set; }
    }
}
