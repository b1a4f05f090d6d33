using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Checks;

/// <summary>Which scripts run with cold hooks as well although all went well in them: of each folder of the course the one with the fewest hooks of
/// the charm, so that it would show if what passes did so only where hooks are not started as Juju does.</summary>
internal static class ColdSample
{
    // Cold hooks cost many times what others do, and who asks for the short course does not ask for most of it twice.
    private const int ShareOfQuick = 8;

    /// <summary>The places of the scripts, in the order of the course.</summary>
    /// <param name="scripts">The scripts.</param>
    /// <param name="runs">How they went; null for one that did not run, or is not to be taken.</param>
    /// <param name="isSeenCold">Did the one at a place run cold already? Then its folder needs no other.</param>
    /// <param name="role">The role of the charm.</param>
    /// <param name="isQuick">Is it the short course? Then those with the fewest hooks are taken up to an eighth of all, and one at least.</param>
    public static IReadOnlyList<int> Of(
        IReadOnlyList<ScriptCase> scripts, IReadOnlyList<CaseRun?> runs, Predicate<int> isSeenCold, Roles role, bool isQuick)
    {
        (int Place, int Hooks)[] least =
        [
            .. Enumerable.Range(0, scripts.Count)
                .GroupBy(place => scripts[place].Name.Split('/')[0], StringComparer.Ordinal)
                .Where(folder => !folder.Any(place => isSeenCold(place)))
                .Select(folder => folder.Where(place => runs[place] is not null).Select(place => (Place: place, Hooks: HooksOf(runs[place]!, role))).ToArray())
                .Where(folder => folder.Length > 0)
                .Select(folder => folder.MinBy(one => (one.Hooks, one.Place)))
                .OrderBy(one => (one.Hooks, one.Place)),
        ];
        int most = isQuick ? runs.Sum(run => run is null ? 0 : HooksOf(run, role)) / ShareOfQuick : int.MaxValue;
        int taken = 0;
        return [.. least.TakeWhile((one, count) => (taken += one.Hooks) <= most || count == 0).Select(one => one.Place).Order()];
    }

    private static int HooksOf(CaseRun run, Roles role) => run.Steps.OfType<HookStep>().Count(hook => Cast.RoleOf(hook.Unit.Application) == role);
}
