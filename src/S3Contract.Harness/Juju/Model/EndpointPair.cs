using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Model;

/// <summary>Two endpoints that fit each other: the same interface, one provides and the other requires.</summary>
internal readonly record struct EndpointPair(string Provider, CharmEndpoint ProviderEndpoint, string Requirer, CharmEndpoint RequirerEndpoint)
{
    public string Key => $"{Requirer}:{RequirerEndpoint.Name} {Provider}:{ProviderEndpoint.Name}";

    /// <summary>Finds the only pair between two applications, as Juju infers it.</summary>
    /// <returns>Null, or Juju's reason if there is none, or more than one.</returns>
    public static string? Find(
        WorldDraft draft, string applicationA, string? endpointA, string applicationB, string? endpointB, out EndpointPair pair)
    {
        pair = default;
        if (Endpoints(draft, applicationA, endpointA, out IReadOnlyList<CharmEndpoint> mine) is { } refusalA)
        {
            return refusalA;
        }

        if (Endpoints(draft, applicationB, endpointB, out IReadOnlyList<CharmEndpoint> theirs) is { } refusalB)
        {
            return refusalB;
        }

        var candidates = new List<EndpointPair>();
        foreach (CharmEndpoint a in mine)
        {
            foreach (CharmEndpoint b in theirs)
            {
                if (!string.Equals(a.Interface, b.Interface, StringComparison.Ordinal)
                    || string.Equals(applicationA, applicationB, StringComparison.Ordinal))
                {
                    continue;
                }

                if (a.Role == EndpointRole.Provider && b.Role == EndpointRole.Requirer)
                {
                    candidates.Add(new EndpointPair(applicationA, a, applicationB, b));
                }
                else if (a.Role == EndpointRole.Requirer && b.Role == EndpointRole.Provider)
                {
                    candidates.Add(new EndpointPair(applicationB, b, applicationA, a));
                }
            }
        }

        if (candidates.Count == 1)
        {
            pair = candidates[0];
            return null;
        }

        return candidates.Count == 0 ? "no relations found" : Ambiguous(applicationA, applicationB, candidates);
    }

    private static string Ambiguous(string applicationA, string applicationB, List<EndpointPair> candidates)
    {
        var keys = new List<string>();
        foreach (EndpointPair candidate in candidates)
        {
            keys.Add($"\"{candidate.Key}\"");
        }

        keys.Sort(StringComparer.Ordinal);
        return $"ambiguous relation: \"{applicationA} {applicationB}\" could refer to {string.Join("; ", keys)}";
    }

    private static string? Endpoints(WorldDraft draft, string application, string? endpoint, out IReadOnlyList<CharmEndpoint> found)
    {
        found = [];
        int at = draft.IndexOfApplication(application);
        if (at < 0)
        {
            return $"application \"{application}\" not found";
        }

        IReadOnlyList<CharmEndpoint> all = draft.Applications[at].Charm.Metadata.Endpoints;
        if (endpoint is null)
        {
            found = all;
            return null;
        }

        foreach (CharmEndpoint candidate in all)
        {
            if (string.Equals(candidate.Name, endpoint, StringComparison.Ordinal))
            {
                found = [candidate];
                return null;
            }
        }

        return $"application \"{application}\" has no \"{endpoint}\" relation";
    }
}
