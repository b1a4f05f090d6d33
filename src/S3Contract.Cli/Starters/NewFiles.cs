using System.Text;
using S3Contract.Cli.Views;

namespace S3Contract.Cli.Starters;

/// <summary>Writes files that are not there yet, and never one that is.</summary>
internal static class NewFiles
{
    /// <summary>Writes a file.</summary>
    /// <returns>False if something of that name is there already; then nothing is done.</returns>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static bool Write(string path, string text)
    {
        if (Path.Exists(path))
        {
            return false;
        }

        ReportFiles.Save(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        return true;
    }
}
