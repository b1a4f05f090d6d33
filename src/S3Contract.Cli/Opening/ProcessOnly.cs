using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Cli.Opening;

/// <summary>Options that say how the hooks of a charm that is a process are started: refused where there is no such charm.</summary>
internal static class ProcessOnly
{
    /// <summary>Refuses them.</summary>
    /// <param name="charms">The charms that were named; those that nobody named are built in.</param>
    /// <param name="transport">The transport that was asked for.</param>
    /// <param name="profile">The profile that was asked for.</param>
    /// <exception cref="UsageException">All the charms are built in, and one of the options was given.</exception>
    public static void Require(IEnumerable<string?> charms, Transport transport, string? profile = null)
    {
        if (!charms.All(charm => charm is null || OpenedCharm.IsBuiltIn(charm)))
        {
            return;
        }

        if (transport is Transport.Warm or Transport.Worker)
        {
            string name = TransportName.All.First(one => one.Transport == transport).Name;
            throw new UsageException($"--transport {name} is about charms that are processes, and the built-in charms are none: leave it out, or name the folder of a charm");
        }

        if (profile is not null)
        {
            throw new UsageException($"--profile {profile} is about charms that are processes, and the built-in charms have their own: leave it out, or name the folder of a charm");
        }
    }
}
