using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Hooks;

/// <summary>A charm that can be deployed in the simulated Juju: a .NET charm in process, or any executable charm as a process.</summary>
public interface ICharmSubject
{
    /// <summary>What the charm's metadata says.</summary>
    CharmMetadata Metadata { get; }

    /// <summary>How the charm is hosted, for reports: <c>in-process</c> or <c>process</c>.</summary>
    string Host { get; }

    /// <summary>The same charm, each hook of which is started as Juju does; itself if that is so anyway.</summary>
    internal ICharmSubject Cold => this;

    /// <summary>How hooks are started, and why so, for people; null if there is nothing to say.</summary>
    internal string? HookStarts => null;

    /// <summary>How hooks are started where it is not as Juju does, in a word.</summary>
    internal string Elsewise => "warm";

    /// <summary>Why nothing more is expected of the charm, for people: hooks of it hang, time after time; null as long as something is.</summary>
    internal string? Hangs => null;

    /// <summary>Do its hooks find the S3 of the run by name, where there is one?</summary>
    internal bool FindsNames => false;

    /// <summary>Makes the place where one unit of the charm lives. Disposing it leaves nothing behind.</summary>
    internal IUnitHost CreateUnit(UnitName unit);

    /// <summary>Moves a unit that lived on another revision of the charm to this one. What the charm keeps there is kept.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="before">Where it lived; not to be used any more.</param>
    internal IUnitHost Refresh(UnitName unit, IUnitHost before)
    {
        before.Dispose();
        return CreateUnit(unit);
    }

    /// <summary>Another revision of the charm, which a folder holds; it is run as this one is.</summary>
    /// <param name="folder">The folder, or a packed charm.</param>
    /// <returns>Null if the charm is none that comes from a folder.</returns>
    /// <exception cref="CharmProblem">What is there is no charm, or it cannot be run here.</exception>
    internal ICharmSubject? Revision(string folder) => null;
}

/// <summary>Where one unit of a charm lives: it runs the charm's code, hook by hook, and keeps what the charm stores locally.</summary>
internal interface IUnitHost : IDisposable
{
    /// <summary>Runs the charm for one hook. What the charm asks and tells goes through <paramref name="transaction"/>; whether it is
    /// committed is not decided here.</summary>
    /// <param name="transaction">The hook.</param>
    /// <param name="keepLocalState">False if the hook is going to be thrown away whatever the charm does (a crash that the scenario asked
    /// for): the charm's local files must then be what they were before.</param>
    /// <param name="cancellation">Ends the charm at once.</param>
    HookExit Run(HookTransaction transaction, bool keepLocalState, CancellationToken cancellation);
}
