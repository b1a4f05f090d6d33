using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>Decides which hook about a secret comes next (§2.1): what has expired, what is to be rotated, what has changed, what nobody reads any
/// more. Juju goes through secrets in random order; here the oldest comes first.</summary>
internal static class NextSecretHook
{
    private static readonly HookKind[] s_order = [HookKind.SecretExpired, HookKind.SecretRotate, HookKind.SecretChanged, HookKind.SecretRemove];

    public static HookChoice Of(World world, UnitRecord unit)
    {
        if (world.Secrets.Length == 0)
        {
            return default;
        }

        bool leads = world.Application(unit.Name.Application).Leader == unit.Name;
        foreach (HookKind kind in s_order)
        {
            foreach (SecretRecord secret in world.Secrets)
            {
                int revision = kind == HookKind.SecretChanged ? SecretRules.HasNewsFor(secret, unit.Name) ? secret.Latest : 0
                    : SecretRules.Manages(secret, unit.Name, leads) ? Due(secret, kind)
                    : 0;
                if (revision > 0)
                {
                    return HookChoice.Of(kind, secret, revision);
                }
            }
        }

        return default;
    }

    /// <summary>The secrets after a unit was told what a hook is about.</summary>
    public static SecretRecord[] After(SecretRecord[] secrets, UnitName unit, Hook hook, int revision)
    {
        int at = hook.Secret is { } uri ? IndexOf(secrets, uri) : -1;
        return at < 0 ? secrets : secrets.Replaced(at, Told(secrets[at], unit, hook.Kind, revision));
    }

    private static int IndexOf(SecretRecord[] secrets, string uri) =>
        Array.FindIndex(secrets, secret => string.Equals(secret.Uri, uri, StringComparison.Ordinal));

    // The revision that it is about, 0 for none.
    private static int Due(SecretRecord secret, HookKind kind) => kind switch
    {
        HookKind.SecretRotate => secret.RotationDue ? secret.Latest : 0,
        HookKind.SecretExpired => Array.Find(secret.Editions, edition => edition.ExpiryDue)?.Number ?? 0,
        _ => Array.Find(secret.Editions, edition => !edition.RemovalTold && secret.IsUnused(edition))?.Number ?? 0,
    };

    private static SecretRecord Told(SecretRecord secret, UnitName unit, HookKind kind, int revision) => kind switch
    {
        HookKind.SecretRotate => secret with { RotationDue = false },
        HookKind.SecretExpired => secret.With(revision, edition => edition with { ExpiryDue = false }),
        HookKind.SecretRemove => secret.With(revision, edition => edition with { RemovalTold = true }),
        _ => secret.IndexOfConsumer(unit) is >= 0 and int at ? secret.With(secret.Consumers[at] with { Told = revision }) : secret,
    };
}
