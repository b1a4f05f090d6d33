using System.Runtime.Versioning;
using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Bench.Processes;

/// <summary>One unit of a charm that is a process, whose timer can be made to fire.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PlainUnit : IDisposable
{
    private static readonly UnitName s_unit = new("plain", 0);
    private readonly ProcessCharm _charm;
    private readonly Simulation _simulation = new();

    /// <summary>Deploys it.</summary>
    public PlainUnit(string folder, Transport transport, string? profile = null)
    {
        _charm = ProcessCharm.Open(folder, new ProcessOptions { Transport = transport, Profile = profile });
        _simulation.Deploy("plain", _charm, 1);
        _simulation.Settle();
    }

    /// <summary>How its hooks are started, for people; null if there is nothing to say.</summary>
    public string? Starts => ((Harness.Juju.Hooks.ICharmSubject)_charm).HookStarts;

    /// <summary>Lets the timer fire so many times.</summary>
    /// <exception cref="InvalidOperationException">A hook failed.</exception>
    public void UpdateStatus(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _simulation.UpdateStatus(s_unit);
            _simulation.Settle();
            HookStep hook = _simulation.Steps.OfType<HookStep>().Last();
            if (hook.Outcome is not HookOutcome.Committed)
            {
                throw new InvalidOperationException($"{hook.Hook.Name} failed: {hook.Failure} {hook.Stderr}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _simulation.Dispose();
        _charm.Dispose();
    }
}
