namespace S3Contract.Cli.Opening;

/// <summary>What comes by standard input, read with a bound: who writes to it may never end.</summary>
internal static class StandardInput
{
    /// <summary>The text.</summary>
    /// <param name="around">Where standard input is had from.</param>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="IOException">There is more; the message does not name standard input.</exception>
    public static string Text(Surroundings around, long limit)
    {
        using Stream input = around.Input();
        using var bytes = new MemoryStream();
        byte[] piece = new byte[64 * 1024];
        while (input.Read(piece) is var length and > 0)
        {
            if (bytes.Length + length > limit)
            {
                throw new IOException(FormattableString.Invariant($"it is larger than {limit / 1024 / 1024} MiB"));
            }

            bytes.Write(piece, 0, length);
        }

        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        return reader.ReadToEnd();
    }
}
