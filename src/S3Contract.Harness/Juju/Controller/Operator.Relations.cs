using S3Contract.Harness.Juju.Agent;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Controller;

/// <content>Relations.</content>
internal static partial class Operator
{
    public static string? Integrate(WorldDraft draft, string applicationA, string? endpointA, string applicationB, string? endpointB)
    {
        if (EndpointPair.Find(draft, applicationA, endpointA, applicationB, endpointB, out EndpointPair pair) is { } refusal)
        {
            return refusal;
        }

        string key = pair.Key;
        foreach (string application in (ReadOnlySpan<string>)[applicationA, applicationB])
        {
            if (draft.Applications[draft.IndexOfApplication(application)].Dying)
            {
                return $"cannot add relation \"{key}\": application \"{application}\" is not alive";
            }
        }

        foreach (RelationRecord relation in draft.Relations)
        {
            // One that is still being removed counts as well.
            if (string.Equals(relation.Key, key, StringComparison.Ordinal))
            {
                return $"cannot add relation \"{key}\": relation {key} already exists";
            }
        }

        return OverLimit(draft, pair.Provider, pair.ProviderEndpoint, key)
            ?? OverLimit(draft, pair.Requirer, pair.RequirerEndpoint, key)
            ?? Add(draft, pair);
    }

    public static string? RemoveRelation(WorldDraft draft, string applicationA, string? endpointA, string applicationB, string? endpointB)
    {
        int found = -1;
        for (int i = 0; i < draft.Relations.Length; i++)
        {
            RelationRecord relation = draft.Relations[i];
            if (!relation.IsPeer && !relation.Dying
                && (Matches(relation, applicationA, endpointA, applicationB, endpointB)
                    || Matches(relation, applicationB, endpointB, applicationA, endpointA)))
            {
                if (found >= 0)
                {
                    return $"ambiguous relation: \"{applicationA} {applicationB}\" could refer to \"{draft.Relations[found].Key}\"; "
                        + $"\"{relation.Key}\"";
                }

                found = i;
            }
        }

        if (found < 0)
        {
            return $"relation \"{Named(applicationA, endpointA)} {Named(applicationB, endpointB)}\" not found";
        }

        Departure.RelationDies(draft, found);
        return null;
    }

    private static string? Add(WorldDraft draft, EndpointPair pair)
    {
        AddRelation(
            draft,
            pair.ProviderEndpoint.Interface,
            new RelationSide(pair.Provider, pair.ProviderEndpoint.Name, Bag.Unwritten, []),
            new RelationSide(pair.Requirer, pair.RequirerEndpoint.Name, Bag.Unwritten, []));
        return null;
    }

    private static void AddRelation(WorldDraft draft, string @interface, RelationSide provider, RelationSide? requirer)
    {
        var relation = new RelationRecord(draft.Counters.NextRelation++, @interface, provider, requirer);
        draft.Add(relation);
        draft.Changes.Add(new RelationAdded(
            relation.Id,
            @interface,
            relation.Provider.Application,
            relation.Provider.Endpoint,
            relation.Requirer.Application,
            relation.Requirer.Endpoint));
    }

    private static string? OverLimit(WorldDraft draft, string application, CharmEndpoint endpoint, string key)
    {
        if (endpoint.Limit is not { } limit || limit < 1)
        {
            return null;
        }

        int count = 0;
        foreach (RelationRecord relation in draft.Relations)
        {
            if (relation.Involves(application)
                && string.Equals(relation.Own(application).Endpoint, endpoint.Name, StringComparison.Ordinal))
            {
                count++;
            }
        }

        return count < limit ? null
            : $"cannot add relation \"{key}\": establishing a new relation for {application}:{endpoint.Name} would exceed its maximum "
                + $"relation limit of {limit}";
    }

    private static bool Matches(RelationRecord relation, string provider, string? providerEndpoint, string requirer, string? requirerEndpoint) =>
        Matches(relation.Provider, provider, providerEndpoint) && Matches(relation.Requirer, requirer, requirerEndpoint);

    private static bool Matches(RelationSide side, string application, string? endpoint) =>
        string.Equals(side.Application, application, StringComparison.Ordinal)
        && (endpoint is null || string.Equals(side.Endpoint, endpoint, StringComparison.Ordinal));

    private static string Named(string application, string? endpoint) => endpoint is null ? application : $"{application}:{endpoint}";
}
