using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>Whom a unit trusts that talks to an S3 by TLS, and was given a chain of certificates for it.</summary>
internal static class ChainRules
{
    /// <summary>A hook has asked S3 for something, with the keys of some relations.</summary>
    public static void OnRequest(ref Draft draft, ref HookView view, UnitLink[] links, S3Asked asked)
    {
        if (asked.Authority is not { } authority || Certified(links, authority) is not { } certified)
        {
            return;
        }

        draft.Tally.Check(UseClauses.GivenChain, Roles.Requirer);
        if (certified == 0)
        {
            view.Violate(ref draft, UseClauses.GivenChain, Roles.Requirer, links[0].Relation, UseReasons.TrustsAnybody, asked.Operation);
            return;
        }

        UnitState unit = draft.Units[view.Unit];
        foreach (UnitLink link in links)
        {
            unit = unit.With(link with { Given = link.Given! with { Trusted = true } });
        }

        draft.Set(view.Unit, unit);
    }

    /// <summary>A hook is over.</summary>
    public static void OnHook(ref Draft draft, ref HookView view)
    {
        IReadOnlyList<HookEntry> entries = view.Step.Entries;
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i] is S3Distrusted distrusted)
            {
                JudgeDistrust(ref draft, ref view, distrusted);
            }
        }

        UnitState unit = draft.Units[view.Unit];
        if (view is { Committed: true, Hook: { Kind: HookKind.RelationChanged, Relation: { } relation } }
            && unit.Link(relation) is { Given: { Chain: not null, Settled: false } given } brought)
        {
            draft.Set(view.Unit, unit.With(brought with { Given = given with { Settled = true } }));
        }
    }

    private static void JudgeDistrust(ref Draft draft, ref HookView view, S3Distrusted distrusted)
    {
        UnitLink[] there = Array.FindAll(draft.Units[view.Unit].Links, link => !link.Broken && link.Given?.IsAt(distrusted.Endpoint) == true);
        if (there.Length == 0 || Certified(there, distrusted.Authority) is not { } certified)
        {
            return;
        }

        if (certified == 0)
        {
            draft.Tally.Check(UseClauses.GivenChain, Roles.Requirer);
        }
        else if (certified == there.Length && Array.TrueForAll(there, link => link.Given is { Settled: true, Trusted: false }))
        {
            view.Fail(ref draft, UseClauses.GivenChain, Roles.Requirer, there[0].Relation, UseReasons.Distrusts, distrusted.Endpoint);
        }
    }

    // By how many of the links an authority is certified; null where one has no chain that can be read.
    private static int? Certified(UnitLink[] links, string authority)
    {
        int count = 0;
        foreach (UnitLink link in links)
        {
            List<string> prints = CertificateChain.PrintsIn(link.Given?.Chain);
            if (prints.Count == 0)
            {
                return null;
            }

            count += prints.Contains(authority, StringComparer.Ordinal) ? 1 : 0;
        }

        return count;
    }
}
