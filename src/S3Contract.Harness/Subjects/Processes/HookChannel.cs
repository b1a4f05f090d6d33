using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// The harness's end of the pipes between the hook commands of one running hook and the simulated Juju. The protocol is described in the
/// script at the other end (<c>hook-command.sh</c>). The harness holds each answer pipe open until it has answered: so no command waits
/// for ever, whichever side dies first.
/// </summary>
internal sealed class HookChannel : IDisposable
{
    private const int Reserve = 8;
    private const int ShortAnswer = 200;
    private const uint Private = 0x180;

    private readonly string _folder;
    private readonly List<int> _answers = [];
    private readonly byte[] _buffer = new byte[4096];
    private readonly List<byte> _line = [];
    private int _requests;
    private int _next;

    /// <summary>Makes the pipes in a new folder.</summary>
    public HookChannel(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _requests = MakePipe(folder + "/requests");
        _next = Posix.Open(folder + "/next", Posix.OpenReadWrite | Posix.OpenCloseOnExec | Posix.OpenCreate, Private);
        Reach(Reserve);
        Hint(0);
    }

    /// <summary>What the hook is told as the agent's address; the commands find the folder by it.</summary>
    public string Address => _folder + "/agent.socket";

    /// <summary>Readable when a request has come.</summary>
    public int Descriptor => _requests;

    /// <summary>The requests that have come, in the order in which they came.</summary>
    /// <exception cref="MachineProblem">A command had no room to write its request.</exception>
    public List<HookRequest> Receive()
    {
        List<HookRequest> received = [];
        int length;
        while ((length = ReadSome()) > 0)
        {
            foreach (byte c in _buffer.AsSpan(0, length))
            {
                if (c != (byte)'\n')
                {
                    _line.Add(c);
                    continue;
                }

                Take(Encoding.ASCII.GetString(CollectionsMarshal.AsSpan(_line)), received);
                _line.Clear();
            }
        }

        return received;
    }

    /// <summary>The standard input that came with a request; empty if none did.</summary>
    public byte[] Input(int number)
    {
        string path = Name(number, "in");
        return File.Exists(path) ? File.ReadAllBytes(path) : [];
    }

    /// <summary>Answers a request.</summary>
    public void Answer(int number, HookAnswer answer)
    {
        if (answer is { ExitCode: 0, Output: "", Error: "" })
            Send(number, "0\n"u8);
        else if (answer is { ExitCode: 0, Error: "" } && IsShortLine(answer.Output))
            Send(number, Encoding.UTF8.GetBytes("=" + answer.Output));
        else
            SendScript(number, answer);
    }

    public void Dispose()
    {
        // First the names, then the pipes: a command either finds nothing, or its wait ends.
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A command that has just been killed wrote once more; the unit's folder goes as a whole in the end.
            _ = failure;
        }

        foreach (int answer in _answers)
        {
            if (answer >= 0)
                _ = Posix.Close(answer);
        }

        _answers.Clear();
        _ = Posix.Close(_requests);
        _ = Posix.Close(_next);
        (_requests, _next) = (-1, -1);
    }

    private static bool IsShortLine(string output) =>
        output.Length is > 1 and < ShortAnswer && output.IndexOf('\n', StringComparison.Ordinal) == output.Length - 1
        && !output.Contains('\0', StringComparison.Ordinal);

    private static int MakePipe(string path)
    {
        int made = Posix.MakeFifo(path, Private);
        int descriptor = made == 0
            ? Posix.Open(path, Posix.OpenReadWrite | Posix.OpenCloseOnExec | Posix.OpenNonBlocking, 0)
            : -1;
        return descriptor >= 0 ? descriptor : throw Failed($"cannot make the pipe {path}");
    }

    private static IOException Failed(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    private void Take(string line, List<HookRequest> received)
    {
        if (line.StartsWith('!'))
            throw new MachineProblem("no room is left for the hook commands in /dev/shm or the temporary folder (TMPDIR, else /tmp)");

        bool moreWanted = line.StartsWith('+');
        if (!int.TryParse(line.AsSpan(moreWanted ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number > 1_000_000)
        {
            return;
        }

        Reach(number + 1 + Reserve);
        if (moreWanted || Request(number) is not { } request)
            return;

        received.Add(request);
        Hint(number + 1);
    }

    private HookRequest? Request(int number)
    {
        string path = Name(number, "q");
        if (!File.Exists(path))
            return null;

        string[] fields = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0');
        return fields.Length < 4 ? null : new HookRequest(number, fields[0], fields[1], fields[2], fields[3..^1]);
    }

    private string Name(int number, string kind) => string.Create(CultureInfo.InvariantCulture, $"{_folder}/{number}.{kind}");

    private void Reach(int count)
    {
        while (_answers.Count < count)
            _answers.Add(MakePipe(Name(_answers.Count, "a")));
    }

    private unsafe void Hint(int number)
    {
        byte[] text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number,8}\n"));
        fixed (byte* start = text)
        {
            if (Posix.WriteAt(_next, start, text.Length, 0) != text.Length)
                throw Failed($"cannot write {_folder}/next");
        }
    }

    private void SendScript(int number, HookAnswer answer)
    {
        StringBuilder script = new();
        Print(script, number, answer.Output, "o1", "");
        Print(script, number, answer.Error, "o2", " >&2");
        script.Append(CultureInfo.InvariantCulture, $"exit {answer.ExitCode}\n");
        File.WriteAllText(Name(number, "o"), script.ToString());
        Send(number, ".\n"u8);
    }

    private void Print(StringBuilder script, int number, string text, string kind, string where)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            // No shell can hold a NUL.
            File.WriteAllText(Name(number, kind), text);
            script.Append(CultureInfo.InvariantCulture, $"cat \"$d/$i.{kind}\"{where}\n");
        }
        else if (text.Length > 0)
        {
            script.Append(CultureInfo.InvariantCulture, $"printf %s '{text.Replace("'", "'\\''", StringComparison.Ordinal)}'{where}\n");
        }
    }

    private unsafe void Send(int number, ReadOnlySpan<byte> line)
    {
        int pipe = _answers[number];
        if (pipe < 0)
            return;

        fixed (byte* start = line)
        {
            _ = Posix.Write(pipe, start, line.Length);
        }

        _ = Posix.Close(pipe);
        _answers[number] = -1;
    }

    private unsafe int ReadSome()
    {
        fixed (byte* start = _buffer)
        {
            return (int)Posix.Read(_requests, start, _buffer.Length);
        }
    }
}
