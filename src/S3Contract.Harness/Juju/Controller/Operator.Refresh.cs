using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Controller;

/// <content>The charm of an application is replaced.</content>
internal static partial class Operator
{
    public static string? Refresh(WorldDraft draft, string application, CharmRevision? charm)
    {
        int at = draft.IndexOfApplication(application);
        if (at < 0)
        {
            return $"application \"{application}\" not found";
        }

        ApplicationRecord before = draft.Applications[at];
        charm ??= before.Charm;
        if (before.Dying)
        {
            return $"application \"{application}\" is not alive";
        }

        if (!string.Equals(charm.Metadata.Name, before.Charm.Metadata.Name, StringComparison.Ordinal))
        {
            return $"cannot refresh \"{before.Charm.Metadata.Name}\" to \"{charm.Metadata.Name}\"";
        }

        if (BrokenBy(draft, application, charm.Metadata) is { } relation)
        {
            return $"cannot upgrade application \"{application}\" to charm \"local:{charm.Metadata.Name}\": would break relation \"{relation}\"";
        }

        ApplicationRecord after = before with
        {
            Charm = charm,
            CharmVersion = before.CharmVersion + 1,
            Config = before.Config.For(charm.Metadata, before.Charm.Metadata),
        };
        draft.Set(at, after);
        draft.Changes.Add(new CharmRefreshed(application, charm.Metadata.Name));
        AddPeers(draft, application, charm.Metadata.Endpoints.Except(before.Charm.Metadata.Endpoints));
        for (int i = 0; i < draft.Units.Length; i++)
        {
            UnitRecord unit = draft.Units[i];
            if (unit.IsUntouched && string.Equals(unit.Name.Application, application, StringComparison.Ordinal))
            {
                draft.Set(i, unit with { CharmVersion = after.CharmVersion });
            }
        }

        return null;
    }

    private static void AddPeers(WorldDraft draft, string application, IEnumerable<CharmEndpoint> endpoints)
    {
        foreach (CharmEndpoint endpoint in endpoints)
        {
            if (endpoint.Role == EndpointRole.Peer)
            {
                AddRelation(draft, endpoint.Interface, new RelationSide(application, endpoint.Name, Bag.Unwritten, []), null);
            }
        }
    }

    // A relation whose endpoint the charm no longer has as it was.
    private static string? BrokenBy(WorldDraft draft, string application, CharmMetadata metadata)
    {
        foreach (RelationRecord relation in draft.Relations)
        {
            if (!relation.Involves(application))
            {
                continue;
            }

            string own = relation.Own(application).Endpoint;
            EndpointRole role = relation.IsPeer ? EndpointRole.Peer
                : string.Equals(relation.Provider.Application, application, StringComparison.Ordinal) ? EndpointRole.Provider
                : EndpointRole.Requirer;
            if (!metadata.Endpoints.Any(endpoint => string.Equals(endpoint.Name, own, StringComparison.Ordinal)
                && endpoint.Role == role && string.Equals(endpoint.Interface, relation.Interface, StringComparison.Ordinal)))
            {
                return relation.IsPeer
                    ? Named(relation.Provider)
                    : $"{Named(relation.Requirer)} {Named(relation.Provider)}";
            }
        }

        return null;
    }

    private static string Named(RelationSide side) => $"{side.Application}:{side.Endpoint}";
}
