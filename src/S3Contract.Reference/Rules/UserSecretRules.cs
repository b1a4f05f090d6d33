using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What an operator hands over in a secret of his own: an application knows it as long as it may read that secret.</summary>
internal static class UserSecretRules
{
    /// <summary>A secret was made, or given new content.</summary>
    public static void OnSet(ref Draft draft, UserSecretSet set)
    {
        if (set.Added)
        {
            Forget(ref draft, set.Name);
        }

        // Whom a secret is for that no line of a profile hands over is not known.
        if (set.Handover is { Application: { } application } handover)
        {
            IssueRules.Give(ref draft, application, set.Content, handover, onUnit: -1, set.Name);
        }
    }

    /// <summary>An application may read a secret, or no longer.</summary>
    public static void OnAccess(ref Draft draft, UserSecretAccess access)
    {
        if (draft.FindApplication(access.Application) is not (var at and >= 0))
        {
            return;
        }

        ApplicationState application = draft.Applications[at];
        string[] others = Without(application.MayRead, access.Name);
        draft.Set(at, application with { MayRead = access.Granted ? [.. others, access.Name] : others });
        IssueRules.ResetProviderPatience(ref draft, access.Application);
    }

    /// <summary>A secret was removed.</summary>
    public static void OnRemoved(ref Draft draft, UserSecretRemoved removed)
    {
        if (removed.Revision is null)
        {
            Forget(ref draft, removed.Name);
        }
    }

    private static void Forget(ref Draft draft, string secret)
    {
        for (int i = 0; i < draft.Applications.Length; i++)
        {
            if (Array.IndexOf(draft.Applications[i].MayRead, secret) >= 0)
            {
                draft.Set(i, draft.Applications[i] with { MayRead = Without(draft.Applications[i].MayRead, secret) });
            }
        }
    }

    private static string[] Without(string[] names, string name) =>
        Array.FindAll(names, other => !string.Equals(other, name, StringComparison.Ordinal));
}
