using System.CommandLine;
using S3Contract.Cli.Opening;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Options;

/// <summary>One side of a cast: its charm, endpoint and profile.</summary>
internal sealed class SideOptions
{
    private readonly string _role;
    private readonly Roles _roles;

    public SideOptions(string role, Roles roles)
    {
        _role = role;
        _roles = roles;
        Charm = new Option<string?>($"--{role}") { Description = $"The charm that plays the {role}; else the reference charm.", HelpName = "CHARM" };
        Endpoint = new Option<string?>($"--{role}-endpoint") { Description = $"The endpoint of the charm that plays the {role}.", HelpName = "NAME" };
        Profile = new Option<string?>($"--{role}-profile") { Description = $"The profile of the charm that plays the {role}.", HelpName = "FILE|NAME" };
    }

    public Option<string?> Charm { get; }

    public Option<string?> Endpoint { get; }

    public Option<string?> Profile { get; }

    /// <summary>Is a charm named, built-in or not?</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(Charm) is not null;

    /// <summary>Is a charm named that is not a built-in one?</summary>
    public bool IsNamed(ParseResult parsed) => !OpenedCharm.IsBuiltIn(parsed.GetValue(Charm) ?? OpenedCharm.Reference);

    /// <summary>Opens the charm.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="endpoint">The endpoint of the only charm, if that was named so.</param>
    /// <param name="profile">The profile of the only charm, if that was named so.</param>
    /// <param name="timeLimit">The most time one hook may take.</param>
    /// <param name="juju">The Juju to simulate, if one was asked for.</param>
    /// <param name="isolate">Are hooks to be kept apart from the rest of the system?</param>
    /// <param name="transport">How hooks are started.</param>
    public OpenedCharm Open(ParseResult parsed, string? endpoint, string? profile, TimeSpan? timeLimit, JujuVersion? juju, bool isolate, Transport transport)
    {
        if (!IsNamed(parsed))
        {
            Refuse(Endpoint);
            Refuse(Profile);
            return OpenedCharm.Open(parsed.GetValue(Charm) ?? OpenedCharm.Reference, _roles, juju: juju);
        }

        RefuseBoth(Endpoint, endpoint, "--endpoint");
        RefuseBoth(Profile, profile, "--profile");
        OpenedCharm charm = OpenedCharm.Open(
            parsed.GetValue(Charm)!, _roles, parsed.GetValue(Profile) ?? profile, timeLimit, parsed.GetValue(Endpoint) ?? endpoint, juju, transport, isolate);
        try
        {
            Check(charm, parsed.GetValue(Endpoint) ?? endpoint);
            return charm;
        }
        catch
        {
            charm.Dispose();
            throw;
        }

        void Refuse(Option<string?> option)
        {
            if (parsed.GetValue(option) is not null)
            {
                throw new UsageException($"{option.Name} is about the charm of --{_role}, which is not given");
            }
        }

        void RefuseBoth(Option<string?> option, string? value, string other)
        {
            if (parsed.GetValue(option) is not null && value is not null)
            {
                throw new UsageException($"{option.Name} and {other} say the same: give one of them");
            }
        }
    }

    /// <summary>The charm as a player.</summary>
    public Player PlayerOf(ParseResult parsed, OpenedCharm charm, string? endpoint) =>
        new(charm.Charm, charm.Profile, charm.IsReference ? null : parsed.GetValue(Endpoint) ?? endpoint);

    private void Check(OpenedCharm charm, string? endpoint)
    {
        CharmMetadata metadata = charm.Charm.Metadata;
        string[] known = [.. metadata.S3Endpoints(_roles == Roles.Provider ? EndpointRole.Provider : EndpointRole.Requirer).Select(each => each.Name)];
        if (known.Length == 0)
        {
            throw new UsageException($"--{_role} {charm.Name}: charm {metadata.Name} has no endpoint as a {_role} of s3");
        }

        if (endpoint is not null && !known.Contains(endpoint, StringComparer.Ordinal))
        {
            string? near = NearestWord.Of(endpoint, known);
            throw new UsageException(DidYouMean.Message(
                $"--{_role} {charm.Name}: charm {metadata.Name} has no endpoint {endpoint} as a {_role} of s3", near, $"it has {string.Join(", ", known)}"));
        }
    }
}
