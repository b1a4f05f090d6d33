using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using S3Contract.Harness.Pebble;
using S3Contract.Harness.S3;

namespace S3Contract.Harness.Servers;

/// <summary>
/// Finds who serves Pebble and S3: the assembly S3Contract.Servers, beside this program or in its folder <c>servers</c>, and the shared framework of ASP.NET
/// Core that it is built on. Both are loaded the first time that they are needed; a program that does not name ASP.NET Core among its frameworks
/// takes it from beside the runtime that it runs on.
/// </summary>
internal static class HttpServers
{
    private const string Name = "S3Contract.Servers";
    private const string Framework = "Microsoft.AspNetCore.App";

    private static readonly Lazy<(Assembly? Servers, string Reason)> s_found = new(Find);
    private static readonly Lazy<IPebbleServer?> s_pebble = new(() => Make(".PebbleServer") as IPebbleServer);
    private static readonly Lazy<IS3Server?> s_s3 = new(() => Make(".S3Server") as IS3Server);

    /// <summary>Who serves Pebble; null if nobody does.</summary>
    /// <param name="reason">Why nobody does, for people.</param>
    public static IPebbleServer? Pebble(out string reason) => Told(s_pebble.Value, out reason);

    /// <summary>Who serves an S3; null if nobody does.</summary>
    /// <param name="reason">Why nobody does, for people.</param>
    public static IS3Server? S3(out string reason) => Told(s_s3.Value, out reason);

    private static T? Told<T>(T? server, out string reason)
        where T : class
    {
        reason = server is not null ? "" : s_found.Value.Servers is null ? s_found.Value.Reason : $"{Name} is of another version";
        return server;
    }

    private static (Assembly?, string) Find()
    {
        // The single file carries its own runtime, without the parts that ASP.NET Core would need of it.
        if (RuntimeFolder() is not { } runtime)
            return (null, "this build of s3contract carries no server for it (the .NET tool does)");
        string? file = ((string[])[Path.Combine(AppContext.BaseDirectory, "servers", Name + ".dll"), Path.Combine(AppContext.BaseDirectory, Name + ".dll")])
            .FirstOrDefault(System.IO.File.Exists);
        if (file is null)
            return (null, $"the package {Name} is not there");
        try
        {
            return (Load(file, FrameworkFolder(runtime)), "");
        }
        catch (Exception failure) when (IsOfLoading(failure))
        {
            return (null, NoFramework);
        }
    }

    private const string NoFramework = "ASP.NET Core cannot be loaded (it comes with the .NET SDK, and as the runtime package aspnetcore-runtime-10.0)";

    private static bool IsOfLoading(Exception failure) =>
        failure is IOException or BadImageFormatException or TypeLoadException or TargetInvocationException or MissingMemberException;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed program never gets here: it has no folder of a runtime.")]
    private static Assembly Load(string file, string? framework)
    {
        AssemblyLoadContext context = new(Name);
        context.Resolving += (own, name) =>
            framework is not null && Path.Combine(framework, name.Name + ".dll") is var found && System.IO.File.Exists(found) ? own.LoadFromAssemblyPath(found) : null;
        Assembly servers = context.LoadFromAssemblyPath(file);

        // What it is built on shows only when it is touched.
        _ = Make(servers, ".PebbleServer");
        return servers;
    }

    private static object? Make(string type) => s_found.Value.Servers is { } servers ? Make(servers, type) : null;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The same.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The same.")]
    private static object? Make(Assembly servers, string type) => servers.GetType(Name + type) is { } found ? Activator.CreateInstance(found, nonPublic: true) : null;

    // Where the runtime's own assemblies lie; null for a program in a single file.
    private static string? RuntimeFolder() =>
        (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string)?.Split(Path.PathSeparator)
            .FirstOrDefault(path => path.EndsWith("/System.Private.CoreLib.dll", StringComparison.Ordinal)) is { } core ? Path.GetDirectoryName(core) : null;

    // Beside .../Microsoft.NETCore.App/10.0.1: the same version, else the newest of the same major one.
    private static string? FrameworkFolder(string runtime)
    {
        string versions = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(runtime))!, Framework);
        string own = Path.GetFileName(runtime);
        if (Directory.Exists(Path.Combine(versions, own)))
            return Path.Combine(versions, own);
        return !Directory.Exists(versions) ? null : Directory.GetDirectories(versions)
            .Where(folder => string.Equals(Path.GetFileName(folder).Split('.')[0], own.Split('.')[0], StringComparison.Ordinal) && Version.TryParse(Path.GetFileName(folder), out _))
            .MaxBy(folder => Version.Parse(Path.GetFileName(folder)));
    }
}
