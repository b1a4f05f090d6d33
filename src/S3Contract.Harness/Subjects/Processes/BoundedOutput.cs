using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>What a process prints: the first and the last bytes are kept, whatever the length, with a note of how much was left out.</summary>
internal sealed class BoundedOutput(int limit = 64 * 1024)
{
    private readonly int _limit = limit;
    private byte[] _head = [];
    private int _headLength;
    private byte[]? _tail;
    private long _tailLength;

    /// <summary>How many bytes came in all.</summary>
    public long Total => _headLength + _tailLength;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        int room = Math.Min(_limit - _headLength, bytes.Length);
        if (room > 0)
        {
            if (_head.Length < _headLength + room)
                Array.Resize(ref _head, Math.Min(_limit, Math.Max(_head.Length * 2, _headLength + room)));
            bytes[..room].CopyTo(_head.AsSpan(_headLength));
            _headLength += room;
            bytes = bytes[room..];
        }

        if (bytes.IsEmpty)
            return;

        // The tail is a ring: where the next byte goes is the count of those that came.
        _tail ??= new byte[_limit];
        if (bytes.Length > _limit)
        {
            _tailLength += bytes.Length - _limit;
            bytes = bytes[^_limit..];
        }

        int at = (int)(_tailLength % _limit);
        int first = Math.Min(_limit - at, bytes.Length);
        bytes[..first].CopyTo(_tail.AsSpan(at));
        bytes[first..].CopyTo(_tail);
        _tailLength += bytes.Length;
    }

    /// <summary>The text; bytes that are not UTF-8 are replaced by U+FFFD.</summary>
    public override string ToString()
    {
        if (_tail is null)
            return Encoding.UTF8.GetString(_head, 0, _headLength);

        int kept = (int)Math.Min(_tailLength, _limit);
        byte[] tail = new byte[kept];
        int start = _tailLength > _limit ? (int)(_tailLength % _limit) : 0;
        int first = Math.Min(_limit - start, kept);
        _tail.AsSpan(start, first).CopyTo(tail);
        _tail.AsSpan(0, kept - first).CopyTo(tail.AsSpan(first));
        long leftOut = _tailLength - kept;
        string head = Encoding.UTF8.GetString(_head, 0, _headLength);
        return leftOut == 0
            ? Encoding.UTF8.GetString([.. _head.AsSpan(0, _headLength), .. tail])
            : string.Create(CultureInfo.InvariantCulture, $"{head}\n[... {leftOut} bytes left out ...]\n{Encoding.UTF8.GetString(tail)}");
    }
}
