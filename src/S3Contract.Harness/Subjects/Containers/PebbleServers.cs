using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using S3Contract.Harness.Pebble;

namespace S3Contract.Harness.Subjects.Containers;

/// <summary>
/// Finds who serves Pebble: the assembly S3Contract.Servers, beside this program or in its folder <c>servers</c>, and the shared framework of ASP.NET
/// Core that it is built on. Both are loaded the first time that they are needed; a program that does not name ASP.NET Core among its frameworks
/// takes it from beside the runtime that it runs on.
/// </summary>
internal static class PebbleServers
{
    private const string Assembly = "S3Contract.Servers";
    private const string Framework = "Microsoft.AspNetCore.App";

    private static readonly Lazy<(IPebbleServer? Server, string Reason)> s_found = new(Find);

    /// <summary>Who serves Pebble; null if nobody does.</summary>
    /// <param name="reason">Why nobody does, for people.</param>
    public static IPebbleServer? Get(out string reason)
    {
        (IPebbleServer? server, reason) = s_found.Value;
        return server;
    }

    private static (IPebbleServer?, string) Find()
    {
        // The single file carries its own runtime, without the parts that ASP.NET Core would need of it.
        if (RuntimeFolder() is not { } runtime)
            return (null, "this build of s3contract carries no server for it (the .NET tool does)");
        string? file = ((string[])[Path.Combine(AppContext.BaseDirectory, "servers", Assembly + ".dll"), Path.Combine(AppContext.BaseDirectory, Assembly + ".dll")])
            .FirstOrDefault(System.IO.File.Exists);
        if (file is null)
            return (null, $"the package {Assembly} is not there");
        try
        {
            return Load(file, FrameworkFolder(runtime)) is { } server ? (server, "") : (null, $"{Assembly} is of another version");
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or TypeLoadException or TargetInvocationException or MissingMemberException)
        {
            return (null, $"ASP.NET Core cannot be loaded (it comes with the .NET SDK, and as the runtime package aspnetcore-runtime-10.0)");
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed program never gets here: it has no folder of a runtime.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The same.")]
    private static IPebbleServer? Load(string file, string? framework)
    {
        AssemblyLoadContext context = new(Assembly);
        context.Resolving += (own, name) =>
            framework is not null && Path.Combine(framework, name.Name + ".dll") is var found && System.IO.File.Exists(found) ? own.LoadFromAssemblyPath(found) : null;
        Type? type = context.LoadFromAssemblyPath(file).GetType(Assembly + ".PebbleServer");
        return type is null ? null : Activator.CreateInstance(type, nonPublic: true) as IPebbleServer;
    }

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
